cms-list-page = 페이지
cms-list-news = 소식
cms-list-event = 행사
cms-list-faq = 자주 묻는 질문
cms-list-person = 사람들
cms-list-partner = 협력 기관
cms-feed-all = 새 소식 전체
cms-feed-follow = Atom 피드로 구독하기
cms-list-empty = 아직 게시된 내용이 없습니다. 게시되면 이곳에 나타납니다.
cms-list-older = 이전 항목

cms-page-crumbs = 현재 위치
cms-page-fallback = 이 페이지는 아직 한국어로 번역되지 않아 { $language }로 표시됩니다.
cms-page-since = 마지막 변경일
cms-page-contents = 이 페이지의 내용
cms-page-below = 이 부문의 페이지
cms-page-changes = 변경 내용과 날짜
cms-page-first = 처음 게시됨
cms-page-contact = 이 페이지의 담당 부서

cms-search-title = 검색
cms-search-for = 검색: { $words }
cms-search-here = 이 사이트에서 검색
cms-search-words = 검색어
cms-search-submit = 검색
cms-search-kind = 종류
cms-search-language = 언어
cms-search-count = { $count }건을 찾았습니다
cms-search-more = { $count }건 이상입니다. 가장 알맞은 것을 먼저 보여 드립니다. 검색어를 더하면 다른 것도 찾을 수 있습니다.
cms-search-foreign = 다른 언어로 된 결과
cms-search-none = 검색어를 모두 담은 내용이 없습니다.
cms-search-meant = 이것을 찾으셨습니까?
cms-search-fewer = 검색어를 하나 줄이면 결과가 있습니다.
cms-search-unfiltered = 모든 종류와 언어에서 검색
cms-search-advice = 검색어를 줄이거나 바꾸어 보십시오. 메뉴의 목록에서 찾아보실 수도 있습니다.
cms-search-how = 검색어를 입력하십시오. 모두 담은 페이지를 찾아 드립니다. 이어지는 말은 따옴표로 묶으십시오.
cms-search-first = 결과의 첫 페이지
cms-search-describes = { $site } 검색
cms-search-empty = 검색어를 입력하십시오
cms-search-long = 200자, 12단어까지 입력하십시오

cms-event-when = 일시
cms-event-where = 장소
cms-event-calendar = 달력에 저장
cms-event-coming = 예정된 행사
cms-event-past = 지난 행사
cms-event-none = 현재 정해진 일정이 없습니다. 다음 일정은 이곳에서 알려 드립니다.

cms-person-office = 직책
cms-person-organisation = 소속
cms-person-email = 이메일

cms-partner-website = 누리집 방문

cms-figure-what = 항목
cms-figure-value = 값
cms-figure-source = 출처
cms-figure-date = 기준일

cms-contact-phone = 전화
cms-contact-hours = 운영 시간

cms-desk-stage-draft = 초안
cms-desk-stage-in-review = 검토 중
cms-desk-stage-approved = 승인됨
cms-desk-stage-live = 게시 중
cms-desk-stage-superseded = 교체됨
cms-desk-stage-withdrawn = 내려짐

cms-desk-field-title-empty = 제목을 적으십시오
cms-desk-field-long = { $most }자 이내로 적으십시오
cms-desk-field-body-deep = 목록과 인용을 덜 깊게 겹치십시오
cms-desk-field-block-url = /about 같은 이 사이트의 주소나 https:// 또는 http:// 로 시작하는 주소를 쓰십시오
cms-desk-field-block-level = 2, 3, 4 수준 가운데 하나를 고르십시오
cms-desk-field-block-value = 12.5처럼 소수점 앞 12자리, 뒤 3자리까지의 숫자를 쓰거나 비워 두십시오
cms-desk-field-block-date = 2026, 2026-11, 2026-11-23처럼 연도, 달 또는 날짜를 쓰십시오
cms-desk-field-block-phone = 숫자, 띄어쓰기, + ( ) - . / 로 된 전화번호를 쓰십시오
cms-desk-field-body-blocks = 블록은 { $most }개까지 쓰십시오
cms-desk-field-block-items = 한 블록에는 { $most }개 항목까지 쓰십시오
cms-desk-field-block-columns = 열은 { $most }개까지 쓰십시오
cms-desk-field-starts-form = 시작 일시를 2027-05-04 09:30처럼 적으십시오
cms-desk-field-ends-form = 종료 일시를 적거나 비워 두십시오
cms-desk-field-ends-before = 종료는 시작보다 늦어야 합니다
cms-desk-field-zone-unknown = 시간대를 Asia/Seoul 같은 IANA 이름으로 적으십시오
cms-desk-field-place-empty = 장소를 적으십시오
cms-desk-field-date-form = 2026-11-23처럼 날짜를 적으십시오
cms-desk-field-office-empty = 직책을 적으십시오
cms-desk-field-email-form = name@example.org 같은 이메일 주소를 적거나 비워 두십시오
cms-desk-field-url-form = https:// 또는 http://로 시작하는 주소를 적거나 비워 두십시오
cms-desk-field-slug-form = 소문자 a–z, 숫자와 그 사이의 하이픈 하나만 쓰십시오
cms-desk-field-kind-unknown = 내용의 종류를 고르십시오
cms-desk-field-kind-other = 이 항목은 다른 종류의 내용에 속합니다
cms-desk-field-language-unknown = 언어를 고르십시오
cms-desk-field-parent-unknown = 있는 페이지를 고르거나 비워 두십시오
cms-desk-field-hash-form = 승인하기 전에 페이지를 다시 불러오십시오
cms-desk-field-return-empty = 무엇을 고쳐야 하는지 적으십시오
cms-desk-field-entries-many = 메뉴 항목은 40개까지입니다
cms-desk-field-entries-unknown = 이 항목은 아무 데도 이어지지 않습니다. 페이지의 주소나 목록을 적으십시오
cms-desk-field-entries-twice = 이미 메뉴에 있는 항목입니다

cms-desk-field-position-form = 정수를 적으십시오

cms-desk-kind-page = 페이지
cms-desk-kind-news = 소식
cms-desk-kind-event = 행사
cms-desk-kind-faq = 질문
cms-desk-kind-person = 사람
cms-desk-kind-partner = 협력 기관
cms-desk-new-page = 페이지 쓰기
cms-desk-new-news = 소식 쓰기
cms-desk-new-event = 행사 알리기
cms-desk-new-faq = 질문에 답하기
cms-desk-new-person = 사람 추가
cms-desk-new-partner = 협력 기관 추가

cms-desk-done-created = 초안을 저장했습니다. 준비되면 제출하십시오.
cms-desk-done-saved = 저장했습니다.
cms-desk-done-submitted = 제출했습니다. 이제 다른 사람이 읽습니다.
cms-desk-done-approved = 승인했습니다. 이제 게시할 수 있습니다.
cms-desk-done-returned = 작성자에게 돌려보냈습니다.
cms-desk-done-published = 게시했습니다. 이제 누구나 읽을 수 있습니다.
cms-desk-done-withdrawn = 내렸습니다. 이제 해당 주소에 그 사실이 표시됩니다.
cms-desk-done-moved = 옮겼습니다. 이전 주소는 이곳으로 이어집니다.
cms-desk-done-menu = 메뉴를 정했습니다.

cms-desk-home-title = 콘텐츠: 처리할 일
cms-desk-home-lead = 지금 할 수 있는 일을 급한 순서로 보여 줍니다.
cms-desk-home-count = { $count ->
    [0] 기다리는 일이 없습니다
   *[other] 기다리는 일 { $count }건
}
cms-desk-home-empty = 초안, 검토할 글, 게시할 글이 생기면 이곳에 나타납니다.
cms-desk-home-what = 글
cms-desk-home-do = 할 일
cms-desk-home-language = 언어
cms-desk-home-author = 마지막 작성자
cms-desk-home-since = 대기 시작
cms-desk-do-mend = 고치기
cms-desk-do-review = 검토하기
cms-desk-do-publish = 게시하기
cms-desk-do-write = 이어 쓰기

cms-desk-list-title = 전체 콘텐츠
cms-desk-list-document = 제목
cms-desk-list-address = 주소
cms-desk-list-editions = 판
cms-desk-list-changed = 마지막 공개 변경
cms-desk-list-kind = 종류
cms-desk-list-language = 언어
cms-desk-list-stage = 단계
cms-desk-list-count = { $count ->
    [0] 문서가 없습니다
   *[other] 문서 { $count }건
}
cms-desk-list-none = 검색어를 모두 담은 내용이 없습니다. 검색어를 줄여 보십시오.
cms-desk-list-empty = 이 조건에 맞는 것이 없습니다. 위의 단추로 처음 쓰거나 다른 조건을 고르십시오.

cms-desk-document-lead = { $kind }, 주소 { $address }
cms-desk-document-count = { $count ->
    [0] 아직 어떤 언어로도 쓰이지 않았습니다
   *[other] { $count }개 언어로 쓰였습니다
}
cms-desk-document-language = 언어
cms-desk-document-stage = 단계
cms-desk-document-title = 제목
cms-desk-document-saved = 마지막 저장
cms-desk-document-missing = 아직 쓰이지 않음
cms-desk-document-public = 공개 화면 보기

cms-desk-edit-title = { $language }로 쓰기
cms-desk-edit-next = 저장하면 직원만 보는 초안으로 남습니다. 다음 화면에서 제출합니다.
cms-desk-edit-submit = 저장
cms-desk-form-title = 제목
cms-desk-form-date = 날짜
cms-desk-form-starts = 시작
cms-desk-form-ends = 종료
cms-desk-form-local = 현지 시각입니다. 자정은 하루 종일을 뜻합니다.
cms-desk-form-zone = 시간대
cms-desk-form-zone-hint = Asia/Seoul 같은 IANA 이름
cms-desk-form-place = 장소
cms-desk-form-office = 직책
cms-desk-form-organisation = 소속
cms-desk-form-email = 이메일
cms-desk-form-url = 누리집
cms-desk-form-summary = 요약
cms-desk-form-summary-hint = 목록과 페이지 맨 위에 쓰일 한두 문장
cms-desk-form-body = 본문
cms-desk-form-body-hint = 마크다운. 제목은 ##로 시작합니다. 이 사이트의 페이지는 언어 없이 /about처럼 주소로 연결합니다
cms-desk-form-note = 변경 내용
cms-desk-form-note-hint = 공개되며 본문 아래에 표시됩니다

cms-desk-edition-lead = { $language } 제{ $number }판.
cms-desk-edition-back = 이 문서의 모든 언어
cms-desk-edition-returned = 돌려보낸 사람:
cms-desk-edition-differences = 게시된 판과 다른 점
cms-desk-edition-same = 다른 점이 없습니다.
cms-desk-edition-said = 내용
cms-desk-edition-history = 지금까지의 판
cms-desk-edition-past = 제{ $number }판: { $stage }
cms-desk-edition-authors = 작성:
cms-desk-edition-approved = 승인:
cms-desk-edition-approve = 이 내용을 그대로 승인
cms-desk-edition-approve-next = 승인은 이 글자 그대로에만 유효합니다. 누가 고치면 무효가 됩니다.
cms-desk-edition-return = 돌려보내기
cms-desk-edition-return-note = 고칠 점
cms-desk-edition-own = 검토를 기다립니다. 직접 쓴 글이므로 다른 사람이 승인해야 합니다.
cms-desk-edition-given = 이 글을 이미 승인하셨습니다. 이 위치의 규칙에 따라 다른 사람의 승인이 더 필요합니다.
cms-desk-edition-others = 이 위치의 규칙에 따라 다른 사람이 승인해야 합니다.
cms-desk-edition-so-far = 지금까지 승인한 사람
cms-desk-edition-missing = { $more }명이 더 승인해야 합니다.
cms-desk-edition-missing-of = 다음 직책의 { $more }명이 더 승인해야 합니다: { $of }
cms-desk-done-approved-one = 승인이 기록되었습니다. 나머지 승인이 모이면 게시할 수 있습니다.
cms-desk-refused-not-yet = 게시하기 전에 더 많은 사람이 승인해야 합니다.
cms-desk-edition-submit = 검토를 위해 제출
cms-desk-edition-submit-next = 다른 사람이 읽고 승인하거나 돌려보냅니다.
cms-desk-edition-publish = 지금 게시
cms-desk-edition-publish-next = 누구나 곧바로 읽을 수 있습니다. 이전 판은 이력에 남습니다.
cms-desk-edition-edit = 이어 쓰기
cms-desk-edition-withdraw = 내리기
cms-desk-edition-withdraw-next = 이 언어로는 더 이상 아무도 읽을 수 없습니다. 주소에는 내려졌다고 표시됩니다.

cms-desk-stale-title = 다른 사람이 먼저 저장했습니다
cms-desk-stale-lead = 글을 쓰시는 동안 이 글을 저장한 사람:
cms-desk-stale-gone = 글을 쓰시는 동안 이 글이 내려졌습니다.
cms-desk-stale-kept = 잃은 것은 없습니다. 두 글이 아래에 있습니다. 필요한 것을 옮긴 뒤 저장하거나 상대의 글을 그대로 두십시오.
cms-desk-stale-theirs = 지금 저장된 글
cms-desk-stale-mine = 직접 쓴 글
cms-desk-stale-leave = 내 글 없이 그대로 두기
cms-desk-stale-next = 저장하면 내 글이 상대의 글을 대신합니다.
cms-desk-stale-submit = 내 글 저장

cms-desk-move-title = 옮기기
cms-desk-move-lead = 현재 주소는 { $address }입니다.
cms-desk-move-parent = 상위 페이지
cms-desk-move-parent-hint = 최상위는 비워 두십시오. 구조는 세 단계까지입니다.
cms-desk-move-slug = 주소의 마지막 부분
cms-desk-move-slug-hint = 소문자, 숫자, 하이픈. 새 글은 비워 두면 제목에서 만듭니다.
cms-desk-move-position = 순서
cms-desk-move-position-hint = 작은 수가 먼저 옵니다
cms-desk-move-next = 이 문서와 하위 문서의 이전 주소는 모두 새 주소로 이어집니다.
cms-desk-move-submit = 옮기기

cms-desk-export-title = 모든 콘텐츠 내려받기
cms-desk-menus-title = 메뉴
cms-desk-menus-lead = 모든 페이지의 위와 아래가 이어지는 곳입니다.
cms-desk-menus-count = 메뉴 { $count }개
cms-desk-menus-name = 메뉴
cms-desk-menus-entries = 항목
cms-desk-menus-entries-hint = /about이나 /news처럼 한 줄에 주소 하나씩, 순서대로
cms-desk-menus-one = 메뉴: { $name }
cms-desk-menus-next = 모든 페이지에 곧바로 나타납니다. 게시되지 않은 것은 빠집니다.

cms-desk-refused-taken = 다른 문서가 이 주소를 쓰고 있거나 쓴 적이 있습니다. 다른 것을 고르십시오.
cms-desk-refused-reserved = 사이트 자체가 이렇게 시작하는 주소를 씁니다. 다른 것을 고르십시오.
cms-desk-refused-deep = 페이지 구조는 세 단계까지입니다. 더 위를 고르십시오.
cms-desk-refused-place = 페이지 아래에는 페이지만 둘 수 있습니다.
cms-desk-refused-within = 페이지를 자기 아래에 둘 수 없습니다.
cms-desk-refused-own = 직접 쓴 글이므로 다른 사람이 승인해야 합니다.
cms-desk-refused-changed = 읽으신 뒤에 글이 바뀌었습니다. 지금의 내용을 읽으십시오.
cms-desk-refused-stage = 다른 사람이 먼저 처리하여 이 단계는 맞지 않습니다. 아래의 현재 상태를 보십시오.
cms-desk-refused-stale = 그사이 다른 사람이 바꾸었습니다. 페이지를 다시 불러와 변경을 되풀이하십시오.

cms-may-page-edit = 콘텐츠를 쓰고 제출하고 초안 읽기
cms-may-page-approve = 다른 사람이 쓴 것을 승인하거나 돌려주기
cms-may-page-publish = 콘텐츠를 게시하고 내리기
cms-may-page-move = 페이지의 위치나 주소 바꾸기
cms-may-menu-edit = 메뉴 정하기
cms-may-content-import = 다른 곳에서 정한 콘텐츠 들여오기
cms-may-content-export = 초안과 이력을 포함한 모든 콘텐츠를 파일 하나로 내려받기
