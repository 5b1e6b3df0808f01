cms-list-page = 페이지
cms-list-news = 소식
cms-list-event = 행사
cms-list-faq = 자주 묻는 질문
cms-list-person = 사람들
cms-list-partner = 협력 기관
cms-list-document = 자료
cms-list-banner = 공지
cms-feed-all = 새 소식 전체
cms-feed-follow = Atom 피드로 구독하기
cms-list-empty = 아직 게시된 내용이 없습니다. 게시되면 이곳에 나타납니다.
cms-list-older = 이전 항목

cms-page-crumbs = 현재 위치
cms-page-fallback = 이 페이지는 아직 한국어로 번역되지 않아 { $language }로 표시됩니다.
cms-page-since = 마지막 변경일
cms-page-contents = 이 페이지의 내용
cms-page-below = 이 부문의 페이지
cms-page-day = 어느 날이 끝날 때의 이 페이지
cms-page-day-show = 그날 보기
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

cms-page-again = 다시 게시됨
cms-page-end = 게시 중단
cms-page-office = 이 페이지의 담당:
cms-page-review = 다음 점검 기한:
cms-page-back-to = { $day }의 내용으로 되돌림

cms-preview-banner = 이것은 초안입니다. 게시되지 않았고 결정된 것도 아닙니다. 이 글을 보여 주는 링크의 기한:

cms-day-banner = 다음 날이 끝날 때의 페이지 내용입니다:
cms-day-old = 지금은 맞지 않을 수 있습니다.
cms-day-today = 오늘의 내용 보기
cms-day-then = { $day }의 페이지 보기

cms-ended-withdrawn = 이 페이지는 철회되었습니다.
cms-ended-substitute = 이 페이지는 다른 페이지로 대체되었습니다.
cms-ended-gone = 이 페이지는 게시가 중단되었습니다.
cms-ended-no-more = 그날의 이 페이지 내용은 볼 수 없습니다.
cms-ended-not-yet = 그날에는 아직 이곳에 아무것도 없었습니다.
cms-ended-ahead = 아직 오지 않은 날입니다.
cms-ended-first = 최초 게시일:
cms-ended-since = 게시 중단일:
cms-ended-successor = 대신하는 페이지로 가기
cms-ended-past = 이전 내용 읽기

cms-mail-greeting = { $name } 님께,
cms-mail-link = 전체 내용은 여기에서 볼 수 있습니다:
cms-mail-parked-subject = 예약된 작업을 수행하지 못했습니다
cms-mail-parked-publish = { $at }({ $zone })에 게시하려던 { $language } 글을 게시하지 못했습니다. 이유:
cms-mail-parked-end = { $at }({ $zone })에 내리려던 { $language } 글을 내리지 못했습니다. 이유:
cms-mail-reviews-subject = 점검할 글이 있습니다
cms-mail-reviews-text = 담당하시는 글 { $count }건을 점검할 때가 되었습니다. 지난 내용을 고치거나 기한을 뒤로 정해 주십시오.

cms-plan-why-stage = 필요한 단계에 있지 않습니다. 바뀌었거나 반려되었거나 게시 중이 아닙니다.
cms-plan-why-changed = 승인 뒤에 내용이 바뀌었습니다.
cms-plan-why-approval = 현재 규칙에 따라 승인이 더 필요합니다.
cms-plan-why-unfit = 게시하기 전에 고칠 것이 있습니다.
cms-plan-why-target = 연결할 페이지가 게시 중이 아닙니다.
cms-plan-why-fault = 처리 중 프로그램에 오류가 났습니다.
cms-plan-why-other = 규칙에 맞지 않습니다.

cms-event-when = 일시
cms-event-where = 장소
cms-event-calendar = 달력에 저장
cms-event-coming = 예정된 행사
cms-event-further = 예정된 행사 더 보기
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
cms-file-kilobytes = { $kind }, { $size } kB
cms-file-megabytes = { $kind }, { $size } MB
cms-picture-credit = 사진: { $name }
cms-picture-large = 사진 { $number } 크게 보기

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
cms-desk-field-block-file = 이 파일을 다시 고르세요. 자료실에 있는 것과 다릅니다
cms-desk-field-body-blocks = 블록은 { $most }개까지 쓰십시오
cms-desk-field-block-items = 한 블록에는 { $most }개 항목까지 쓰십시오
cms-desk-field-block-columns = 열은 { $most }개까지 쓰십시오
cms-desk-field-block-own = 이 블록에는 그런 칸이 없습니다
cms-desk-field-starts-form = 시작 일시를 2027-05-04 09:30처럼 적으십시오
cms-desk-field-ends-form = 종료 일시를 적거나 비워 두십시오
cms-desk-field-ends-before = 종료는 시작보다 늦어야 합니다
cms-desk-field-zone-unknown = 시간대를 Asia/Seoul 같은 IANA 이름으로 적으십시오
cms-desk-field-place-empty = 장소를 적으십시오
cms-desk-field-date-form = 2026-11-23처럼 날짜를 적으십시오
cms-desk-field-office-empty = 직책을 적으십시오
cms-desk-field-email-form = name@example.org 같은 이메일 주소를 적거나 비워 두십시오
cms-desk-field-url-form = https:// 또는 http://로 시작하는 주소를 적거나 비워 두십시오
cms-desk-field-tone-unknown = 알림이나 경고를 고르십시오
cms-desk-field-shown-unknown = 어디에 보일지 고르십시오
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
cms-desk-kind-document = 자료
cms-desk-kind-banner = 배너
cms-desk-new-page = 페이지 쓰기
cms-desk-new-news = 소식 쓰기
cms-desk-new-event = 행사 알리기
cms-desk-new-faq = 질문에 답하기
cms-desk-new-person = 사람 추가
cms-desk-new-partner = 협력 기관 추가
cms-desk-new-document = 자료 추가
cms-desk-new-banner = 배너 추가

cms-desk-done-created = 초안을 저장했습니다. 준비되면 제출하십시오.
cms-desk-done-saved = 저장했습니다.
cms-desk-done-submitted = 제출했습니다. 이제 다른 사람이 읽습니다.
cms-desk-done-approved = 승인했습니다. 이제 게시할 수 있습니다.
cms-desk-done-returned = 작성자에게 돌려보냈습니다.
cms-desk-done-published = 게시했습니다. 이제 누구나 읽을 수 있습니다.
cms-desk-done-withdrawn = 내렸습니다. 이제 해당 주소에 그 사실이 표시됩니다.
cms-desk-done-moved = 옮겼습니다. 이전 주소는 이곳으로 이어집니다.
cms-desk-done-menu = 메뉴를 정했습니다.
cms-desk-done-redirected = 이전 주소가 파일대로 연결됩니다.
cms-desk-discard-submit = 초안 버리기
cms-desk-discard-question = “{ $title }”({ $language })의 작성 중인 글을 버릴까요?
cms-desk-discard-lost = 내용은 사라지고 되돌릴 수 없습니다. 게시 중인 글은 그대로 남습니다.
cms-desk-discard-whole = 이 문서에 다른 글은 없었으므로 문서 전체가 없어지고 주소는 다시 쓸 수 있습니다.
cms-desk-discard-stale = 그 사이에 다른 사람이 저장했습니다. 버리기 전에 지금의 내용을 읽으십시오.
cms-desk-done-discarded = 초안을 버렸습니다.
cms-desk-refused-below = 아래에 페이지가 있어 함께 없어질 수 없습니다. 먼저 다른 곳으로 옮기거나 버리십시오.
cms-desk-done-unredirected = 이전 주소의 연결을 없앴습니다.

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
cms-desk-list-on-page = { $count ->
    [0] 이 페이지에 문서가 없습니다
   *[other] 이 페이지에 문서 { $count }건
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
cms-desk-form-tone = 종류
cms-desk-form-tone-notice = 알림
cms-desk-form-tone-warning = 경고
cms-desk-form-shown = 위치
cms-desk-form-shown-hint = 끝날 때까지 페이지 위에 보입니다. 시작과 끝의 날짜와 시각은 예약으로 정하십시오.
cms-desk-form-shown-everywhere = 모든 페이지 위
cms-desk-form-shown-front = 첫 페이지 위에만
cms-desk-form-link = 더 읽을 곳
cms-desk-form-link-hint = /about/offices 같은 사이트 주소 또는 https://로 시작하는 주소입니다. 비우면 본문이 있을 때 본문으로 이어집니다.
cms-desk-form-summary = 요약
cms-desk-form-summary-hint = 목록과 페이지 맨 위에 쓰일 한두 문장
cms-desk-form-body = 본문
cms-desk-form-body-hint = 마크다운. 제목은 ##로 시작합니다. 이 사이트의 페이지는 언어 없이 /about처럼 주소로 연결합니다
cms-desk-form-note = 변경 내용
cms-desk-form-note-hint = 공개되며 본문 아래에 표시됩니다

cms-desk-block-title = 블록별 본문
cms-desk-block-legend = 블록 { $number }: { $kind }
cms-desk-block-add = 블록 추가
cms-desk-block-add-kind = 블록 종류
cms-desk-block-add-at = 위치
cms-desk-block-add-now = 추가
cms-desk-block-at-end = 맨 끝
cms-desk-block-at-start = 맨 앞
cms-desk-block-at-below = { $block } 아래
cms-desk-block-up = 위로
cms-desk-block-down = 아래로
cms-desk-block-remove = 제거
cms-desk-block-unknown = 이 사이트는 이 종류의 블록을 더 이상 모릅니다. 내용은 보관되며 아무에게도 보이지 않습니다.
cms-desk-block-url-hint = /about 같은 언어 없는 이 사이트의 주소나 https:// 로 시작하는 주소
cms-desk-block-rows-hint = 한 줄에 한 행씩, 칸 사이에 | 를 쓰십시오. 스프레드시트의 행을 붙여 넣을 수 있습니다.
cms-desk-block-phone-hint = +82 2 2133 0000처럼 국가 번호와 함께
cms-desk-block-value-hint = 12.5처럼 숫자와 소수점. 아직 모르면 비워 두십시오. 그러면 표시되지 않습니다.
cms-desk-block-date-hint = 연도, 달 또는 날짜: 2026, 2026-11, 2026-11-23
cms-desk-block-kind-text = 글
cms-desk-block-kind-heading = 제목
cms-desk-block-kind-image = 사진
cms-desk-block-kind-gallery = 사진 모음
cms-desk-block-kind-document = 내려받을 문서
cms-desk-block-kind-quote = 인용
cms-desk-block-kind-table = 표
cms-desk-block-kind-figures = 수치
cms-desk-block-kind-call-to-action = 행동 안내
cms-desk-block-kind-accordion = 접은 글
cms-desk-block-kind-contact = 연락처
cms-desk-block-text-markdown = 글
cms-desk-block-heading-text = 제목
cms-desk-block-heading-level = 수준
cms-desk-block-heading-level-2 = 2: 페이지의 한 부분
cms-desk-block-heading-level-3 = 3: 그 부분의 안
cms-desk-block-heading-level-4 = 4: 다시 그 안
cms-desk-block-image-alt = 볼 수 없는 사람을 위한 설명
cms-desk-block-image-decorative = 장식일 뿐이며 본문에 없는 것을 말하지 않습니다
cms-desk-block-image-caption = 아래에 놓일 글
cms-desk-block-image-credit = 만든 사람
cms-desk-block-gallery-title = 사진들이 함께 보여 주는 것
cms-desk-block-gallery-alt = 볼 수 없는 사람을 위한 설명
cms-desk-block-gallery-decorative = 장식일 뿐이며 본문에 없는 것을 말하지 않습니다
cms-desk-block-gallery-caption = 아래에 놓일 글
cms-desk-block-gallery-credit = 만든 사람
cms-desk-block-document-title = 링크에 쓸 말
cms-desk-block-document-caption = 무엇에 쓰는지
cms-desk-block-quote-text = 말한 내용
cms-desk-block-quote-source = 누가 어디에서 말했는지
cms-desk-block-quote-url = 읽을 수 있는 곳
cms-desk-block-table-caption = 표가 보여 주는 것
cms-desk-block-table-header = 다른 칸의 이름이 되는 칸
cms-desk-block-table-header-row = 첫 행
cms-desk-block-table-header-column = 첫 열
cms-desk-block-table-header-both = 둘 다
cms-desk-block-table-header-none = 없음
cms-desk-block-table-rows = 행
cms-desk-block-figures-title = 수치가 말하는 것
cms-desk-block-figures-chart = 단위가 모두 같으면 막대로도 그리기
cms-desk-block-figures-label = 세거나 재는 것
cms-desk-block-figures-value = 값
cms-desk-block-figures-unit = 단위
cms-desk-block-figures-source = 출처
cms-desk-block-figures-date = 기준일
cms-desk-block-call-to-action-label = 단추의 글: 동사
cms-desk-block-call-to-action-url = 이어지는 곳
cms-desk-block-call-to-action-text = 그다음에 일어나는 일
cms-desk-block-accordion-title = 제목
cms-desk-block-accordion-markdown = 글
cms-desk-block-contact-name = 이름
cms-desk-block-contact-role = 맡은 일
cms-desk-block-contact-address = 우편 주소
cms-desk-block-contact-phone = 전화
cms-desk-block-contact-email = 메일
cms-desk-block-contact-hours = 연락할 수 있는 시간
cms-desk-block-item-figures = 수치 { $number }
cms-desk-block-item-accordion = 접은 글 { $number }
cms-desk-block-item-gallery = 사진 { $number }
cms-desk-block-more-figures = 수치 하나 더
cms-desk-block-more-accordion = 접은 글 하나 더
cms-desk-block-more-gallery = 사진 더하기
cms-desk-block-choose = 자료실에서 고르기
cms-desk-block-choose-another = 다른 것 고르기
cms-desk-block-drop = 빼기
cms-desk-block-pick-words = 찾을 낱말
cms-desk-block-pick-find = 찾기
cms-desk-block-pick-add = 새 탭에서 자료실에 파일 더하기
cms-desk-block-pick = 고르기:
cms-desk-block-pick-more = 맞는 것 가운데 최근 파일입니다. 다른 것은 낱말로 찾으세요.
cms-desk-block-pick-none = 자료실에 맞는 것이 없습니다. 다른 낱말을 쓰거나 파일을 더하세요.

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
cms-desk-edition-withdraw-next = 이 언어로는 더 이상 아무도 읽을 수 없습니다. 주소에는 철회되었다고 표시되며, 지난 내용은 날짜별로 계속 읽을 수 있습니다.

cms-desk-check-title = 게시하기 전에
cms-desk-check-blocks = 고쳐야 함
cms-desk-check-advises = 더 좋게 할 수 있음
cms-desk-check-missing-alt = 보지 못하는 사람을 위한 글이 없는 그림이 있습니다: { $words }
cms-desk-check-document-without-file = 자료에 내려받을 파일이 없습니다. 파일 블록을 더하고 고르십시오.
cms-desk-check-retired-file = 파일 { $words }은(는) 자료실에서 빠졌습니다. 다른 것을 고르세요.
cms-desk-check-broken-picture = 그림 { $words }이(가) 손상되어 보여 줄 수 없습니다. 온전한 그림으로 바꾸세요.
cms-desk-check-older-file = { $words }의 새 버전이 있습니다. 그것을 보이려면 다시 고르세요.
cms-desk-check-library-picture = 자료실의 그림이 본문에 주소로만 들어 있습니다: { $words }. 본문에서 빼고 ‘사진’ 블록에서 고르세요.
cms-desk-check-dead-picture = 그림이 없는 주소입니다: { $words }. 주소를 고치거나, 본문에서 빼고 ‘사진’ 블록에서 자료실의 그림을 고르세요.
cms-desk-check-foreign-picture = 다른 사이트의 주소로 된 그림은 표시되지 않습니다: { $words }. 자료실에 올린 다음, 본문에서 빼고 ‘사진’ 블록에서 고르세요.
cms-desk-check-empty-heading = 비어 있는 제목이 있습니다. 쓰거나 지우십시오.
cms-desk-check-skipped-heading = 제목 “{ $words }” 이(가) 수준을 건너뜁니다. 앞 제목보다 한 수준까지만 낮추십시오.
cms-desk-check-dead-link = 이어지는 곳이 없는 링크가 있습니다: { $words }. 주소를 고치거나 지우십시오.
cms-desk-check-coming-link = 아직 게시되지 않은 페이지로 가는 링크가 있습니다: { $words }
cms-desk-check-dead-fragment = 링크 { $words } 에 해당하는 자리가 그 페이지에 없습니다. 제목의 주소는 페이지의 차례에서 볼 수 있습니다.
cms-desk-check-empty-link = { $words } 로 가는 링크에 글이 없습니다. 어디로 가는지 쓰십시오.
cms-desk-check-vague-link = 링크 “{ $words }” 은(는) 어디로 가는지 말하지 않습니다. 그곳에 있는 것의 이름을 쓰십시오.
cms-desk-check-link-of-one-language = 링크 { $words } 에 언어가 들어 있습니다. 빼면 읽는 사람의 언어로 이어집니다.
cms-desk-check-skipped-time = 시계가 앞당겨져 { $words } 은(는) 없는 시각입니다. 다른 시각을 적으십시오.
cms-desk-check-table-without-header = 다른 칸의 이름이 되는 칸이 없는 표가 있습니다. 어느 칸인지 고르십시오.
cms-desk-check-table-without-caption = 무엇을 보여 주는지 말하지 않는 표가 있습니다.
cms-desk-check-figure-without-source = 수치 “{ $words }” 에 출처나 기준일이 없습니다. 더하거나 값을 비워 두십시오.
cms-desk-check-quote-without-source = 누구의 말인지 밝히지 않은 인용이 있습니다.
cms-desk-check-incomplete-block = 이 블록에는 없어서는 안 될 것이 빠져 있습니다. 채우거나 블록을 제거하십시오.
cms-desk-check-unknown-block = 이 사이트는 { $words } 종류의 블록을 모릅니다. 아무에게도 보이지 않습니다.
cms-desk-check-own-block = { $words }
cms-desk-check-missing-translation = 어느 언어로든 게시하려면 { $words } 도 승인되었거나 게시되어 있어야 합니다.

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
cms-desk-move-parent-typed = 위에 놓일 페이지의 주소, 예: /about. 비워 두면 맨 위에 놓입니다
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
cms-desk-refused-language = 사이트의 언어가 주소에서 이렇게 쓰입니다. 다른 것을 고르십시오.
cms-desk-refused-deep = 페이지 구조는 세 단계까지입니다. 더 위를 고르십시오.
cms-desk-refused-place = 페이지 아래에는 페이지만 둘 수 있습니다.
cms-desk-refused-within = 페이지를 자기 아래에 둘 수 없습니다.
cms-desk-refused-lacking = 그 자리의 규칙은 지금 게시된 글이 받은 것보다 많은 승인이나 언어를 요구합니다. 게시를 내리고 옮겨 그곳에서 승인을 받거나, 그곳에 새로 쓰고 이 글이 그리로 이어지게 하십시오. 해당 글:
cms-desk-refused-own = 직접 쓴 글이므로 다른 사람이 승인해야 합니다.
cms-desk-refused-changed = 읽으신 뒤에 글이 바뀌었습니다. 지금의 내용을 읽으십시오.
cms-desk-refused-stage = 다른 사람이 먼저 처리하여 이 단계는 맞지 않습니다. 아래의 현재 상태를 보십시오.
cms-desk-refused-unfit = 게시할 수 없게 하는 잘못이 있습니다. 아래에 적힌 것을 먼저 고치십시오.
cms-desk-refused-stale = 그사이 다른 사람이 바꾸었습니다. 페이지를 다시 불러와 변경을 되풀이하십시오.
cms-desk-refused-overtaken = 그사이 다른 사람이 바꾸었습니다. 입력하신 내용은 그대로 있습니다. 지금 있는 내용을 살펴보고, 그 자리에 넣으려면 다시 보내십시오.

cms-desk-field-at-form = 2027-01-31 09:00처럼 날짜와 시각을 입력하십시오
cms-desk-field-at-past = 아직 오지 않은 시각을 고르십시오
cms-desk-field-at-far = 10년 안의 시각을 고르십시오
cms-desk-field-act-unknown = publish 또는 end를 쓰십시오
cms-desk-field-ending-unknown = 어떻게 끝낼지 고르십시오
cms-desk-field-ending-untold = 철회하는 이유를 쓰십시오
cms-desk-field-ending-sure = 지난 내용이 영구히 닫힌다는 것을 확인하거나 다른 방식을 고르십시오
cms-desk-field-ending-itself = 자기 자신으로 연결할 수 없습니다
cms-desk-field-ending-target = /about처럼 게시 중인 페이지의 주소를 입력하십시오
cms-desk-field-review-form = 2027-01-31처럼 날짜를 입력하거나 비워 두십시오
cms-desk-field-person-unknown = 여기에서 글을 쓰는 사람을 고르십시오

cms-desk-done-planned = 예약되었습니다. 그때까지 게시 중인 글은 그대로입니다.
cms-desk-done-planned-skipped = 예약되었습니다. 고른 시각은 시계가 앞당겨져 없는 시각이므로 그만큼 뒤의 시각으로 정했습니다. 아래를 보십시오.
cms-desk-done-planned-twice = 예약되었습니다. 고른 시각은 두 번 나타나므로 첫 번째로 정했습니다. 아래를 보십시오.
cms-desk-done-plan-cancelled = 예약을 취소했습니다.
cms-desk-done-entrusted = 저장되었습니다.

cms-desk-home-parked = 제때 수행하지 못한 예약이 { $count }건 있습니다. “예약”을 보십시오.

cms-desk-edition-again = { $number }판으로 되돌리기
cms-desk-edition-compare-with = { $number }판을 최신판과 비교
cms-desk-edition-older = 이전 판 더 보기

cms-desk-plan-title = 시각을 정해 게시
cms-desk-plan-lead = 승인된 { $language } 글이 저절로 게시됩니다. 그 사이에 바뀌면 먼저 다시 승인받아야 합니다.
cms-desk-plan-at = 언제
cms-desk-plan-at-hint = { $zone }의 시계로, 초까지
cms-desk-plan-next = 그때까지 게시 중인 글은 그대로입니다. 수행하지 못하면 메일로 알려 드립니다.
cms-desk-plan-submit = 예약
cms-desk-plan-by = 예약한 사람
cms-desk-plan-cancel = 예약 취소

cms-desk-plans-title = 예약
cms-desk-plans-lead = 저절로 일어날 일과 제때 수행하지 못한 일입니다. 시각은 { $zone } 기준입니다.
cms-desk-plans-count = { $count ->
    [0] 예약이 없습니다
   *[other] 예약 { $count }건
}
cms-desk-plans-empty = 글에서 예약한 일은 그 시각까지 여기에 있습니다.
cms-desk-plans-what = 할 일
cms-desk-plans-text = 글
cms-desk-plans-language = 언어
cms-desk-plans-at = 언제
cms-desk-plans-state = 상태
cms-desk-plans-waiting = 시각을 기다림
cms-desk-plans-publish = { $number }판 게시
cms-desk-plans-end = 내리기: { $how }

cms-desk-end-title = 안내와 함께, 또는 나중에 내리기
cms-desk-end-lead = 게시 중인 { $language } 글이 끝납니다. 다른 언어로도 게시 중이 아니면 그 주소는 아래에서 고른 대로 답합니다.
cms-desk-end-how = 주소가 알리는 내용
cms-desk-end-withdrawn = 철회되었다는 것과 그 이유
cms-desk-end-withdrawn-hint = 지난 내용은 날짜별로 계속 읽을 수 있습니다.
cms-desk-end-substitute = 다른 페이지가 대신한다는 것
cms-desk-end-substitute-hint = 독자에게 알리고 그 페이지로 가는 링크를 보여 줍니다.
cms-desk-end-redirect = 다른 페이지로 연결
cms-desk-end-redirect-hint = 독자는 알아채지 못하고 이동합니다.
cms-desk-end-gone = 없어졌다는 것
cms-desk-end-gone-hint = 지난 내용을 포함해 아무것도 보이지 않습니다. 게시되었던 어느 날도, 이 글만 보여 주던 파일도 열리지 않습니다.
cms-desk-end-sure = 없어졌다고 할 때: 지난 내용을 영구히 닫습니다
cms-desk-end-sure-hint = 다시 게시하더라도 그 이전 날짜는 더 이상 읽을 수 없습니다.
cms-desk-end-note = 공개 안내
cms-desk-end-note-hint = 철회할 때는 이유를 꼭 쓰십시오
cms-desk-end-target = 다른 페이지
cms-desk-end-target-hint = /about처럼 언어를 뺀 주소
cms-desk-end-at = 언제
cms-desk-end-at-hint = 지금이면 비워 두고, 아니면 { $zone }의 시계로
cms-desk-end-next = 다시 게시하면 이 일은 취소됩니다. 닫힌 지난 내용은 닫힌 채로 남습니다.
cms-desk-end-submit = 내리기

cms-desk-care-title = 담당
cms-desk-care-lead = 모르는 사이에 낡는 글이 없도록 합니다.
cms-desk-care-office = 담당 부서
cms-desk-care-office-hint = 페이지에 공개됩니다
cms-desk-care-office-others = 공개되는 담당 부서는 이 글을 승인하고 게시할 수 있는 사람이 정합니다.
cms-desk-care-person = 알림을 받을 사람
cms-desk-care-person-hint = 기한부터 매주 한 번 메일로 알립니다. 이름은 공개되지 않습니다.
cms-desk-care-review = 점검 기한
cms-desk-care-review-hint = 페이지에 공개됩니다
cms-desk-care-next = 점검하고 바꿀 것이 없으면 기한을 뒤로 정하십시오.
cms-desk-care-submit = 저장

cms-desk-overdue-title = 점검할 글
cms-desk-overdue-lead = 게시 중이며 점검 기한이 지난 글입니다. 가장 오래된 것이 먼저입니다.
cms-desk-overdue-empty = 모두 제때 점검되었습니다.
cms-desk-overdue-text = 글
cms-desk-overdue-day = 점검 기한
cms-desk-overdue-office = 담당 부서
cms-desk-overdue-person = 알림을 받을 사람
cms-desk-overdue-address = 주소
cms-desk-overdue-by = 기준일
cms-desk-overdue-whose = 누구의 글
cms-desk-overdue-own = 내 글
cms-desk-overdue-csv = 표 계산용 파일(CSV)로 받기
cms-desk-media-field-focus-form = 0부터 100까지의 정수를 적으십시오
cms-desk-media-field-tags-many = 찾기 위한 낱말은 20개까지 적을 수 있습니다
cms-desk-media-field-file-other-kind = 사진은 사진으로, 문서는 문서로만 바꿀 수 있습니다
cms-desk-media-field-file-same = 이미 있는 파일과 같습니다
cms-desk-media-field-file-heavy = 이 그림은 작게 만드는 데 메모리가 너무 많이 듭니다. 채널당 8비트로, 프로그레시브 JPEG이 아닌 형식으로 저장하거나 더 작게 만들어 다시 고르십시오
cms-desk-media-field-number-unknown = 그런 판의 파일이 없습니다

cms-desk-media-title = 미디어 자료실
cms-desk-media-lead = 사진과 문서입니다. 파일을 바꾸어도 주소는 그대로입니다. 페이지에 실리거나 공개되기 전에는 직원만 볼 수 있습니다.
cms-desk-media-add = 파일 추가
cms-desk-media-add-next = 파일이 자료실에 들어갑니다. 이어서 사진을 볼 수 없는 사람을 위해 무엇이 보이는지 적으십시오.
cms-desk-media-files = 파일
cms-desk-media-several = 한 번에 { $most }개까지 고를 수 있습니다. PDF는 그대로 보관되므로, 만든 이처럼 프로그램이 적어 넣은 정보도 함께 공개됩니다.
cms-desk-media-words = 낱말
cms-desk-media-kind = 종류
cms-desk-media-kind-picture = 사진
cms-desk-media-kind-document = 문서
cms-desk-media-only = 범위
cms-desk-media-only-unused = 어느 페이지에도 없는 것
cms-desk-media-only-retired = 자료실에서 뺀 것
cms-desk-media-count = { $count ->
    [0] 파일 없음
   *[other] 이 페이지에 파일 { $count }개
}
cms-desk-media-empty = 조건에 맞는 파일이 없습니다. 위의 단추로 첫 파일을 추가하거나 조건을 바꾸십시오.
cms-desk-media-kilobytes = { $size }kB
cms-desk-media-unsaid = 볼 수 없는 사람을 위한 설명이 없음
cms-desk-media-address = 바뀌지 않는 주소:
cms-desk-media-is-retired = 자료실에서 뺀 때
cms-desk-media-focus-shown = 초점: 왼쪽에서 { $x }퍼센트, 위에서 { $y }퍼센트
cms-desk-media-versions = 판
cms-desk-media-version = 제{ $number }판
cms-desk-media-by = 올린 사람
cms-desk-media-is-released = 공개됨: 누구나 받을 수 있음
cms-desk-media-release = 제{ $number }판 공개
cms-desk-media-release-next = 페이지에 실리지 않아도 누구나 그 주소에서 받을 수 있게 됩니다.
cms-desk-media-uses = 이 파일을 보여 주는 페이지
cms-desk-media-unused = 게시 중이거나 작성 중인 어느 페이지에도 없습니다.
cms-desk-media-older = 더 새로운 판이 있음
cms-desk-media-about = 설명
cms-desk-media-about-next = 파일을 고를 때 페이지가 이 설명을 가져갑니다. 이미 보여 주는 페이지는 그대로입니다.
cms-desk-media-save = 저장
cms-desk-media-alt = 볼 수 없는 사람을 위한 설명
cms-desk-media-caption = 아래에 붙는 글
cms-desk-media-credit = 만든 사람
cms-desk-media-decorative = 장식일 뿐임
cms-desk-media-decorative-hint = 곁의 글에 없는 것은 보여 주지 않으므로 따로 설명이 필요하지 않습니다.
cms-desk-media-focus-x = 초점: 왼쪽에서 몇 퍼센트
cms-desk-media-focus-y = 초점: 위에서 몇 퍼센트
cms-desk-media-focus-hint = 사진을 자를 때 남길 곳: 0에서 100까지, 50이 가운데
cms-desk-media-licence = 이용 허락
cms-desk-media-licence-hint = 예: CC BY 4.0과 권리자
cms-desk-media-tags = 찾기 위한 낱말
cms-desk-media-tags-hint = 쉼표로 나누십시오
cms-desk-media-replace = 파일 바꾸기
cms-desk-media-new-file = 새 파일
cms-desk-media-replace-next = 주소는 그대로입니다. 페이지는 다음 판부터 새 파일을 보여 줍니다. PDF는 그대로 보관되므로, 만든 이처럼 프로그램이 적어 넣은 정보도 함께 공개됩니다.
cms-desk-media-retire = 자료실에서 빼기
cms-desk-media-retire-question = { $name } 파일을 자료실에서 뺄까요?
cms-desk-media-retire-next = 더는 고를 수 없고 그 주소는 직원에게만 보입니다. 페이지의 지난 판에서도 보이지 않습니다.
cms-desk-media-done-added = 파일이 자료실에 들어갔습니다. 무엇이 보이는지 적으십시오.
cms-desk-media-done-added-more = 파일들이 자료실에 들어갔습니다. 사진마다 무엇이 보이는지 적으십시오.
cms-desk-media-done-described = 저장했습니다.
cms-desk-media-done-replaced = 바꾸었습니다. 이전 판은 기록에 남습니다.
cms-desk-media-done-released = 공개했습니다. 이제 누구나 받을 수 있습니다.
cms-desk-media-done-retired = 자료실에서 뺐습니다.
cms-desk-refused-shown = 게시 중인 페이지가 보여 주고 있습니다. 먼저 그 페이지에서 빼고 게시하십시오:
cms-desk-refused-retired = 자료실에서 뺀 파일입니다.

cms-may-page-edit = 콘텐츠를 쓰고 제출하고 초안 읽기
cms-may-page-approve = 다른 사람이 쓴 것을 승인하거나 돌려주기
cms-may-page-publish = 콘텐츠를 게시하고 내리기
cms-may-page-move = 페이지의 위치나 주소 바꾸기
cms-may-menu-edit = 메뉴 정하기
cms-may-content-import = 다른 곳에서 정한 콘텐츠 들여오기
cms-may-content-export = 초안과 이력을 포함한 모든 콘텐츠를 파일 하나로 내려받기

# 이전 주소
cms-desk-redirects-title = 이전 주소
cms-desk-redirects-lead = 이전 사이트의 주소처럼 이곳의 페이지에 속한 적이 없는 주소와 그 연결 대상입니다. 옮긴 페이지의 옛 주소는 저절로 연결됩니다.
cms-desk-redirects-import = 파일 들여오기
cms-desk-redirects-export = 모두 CSV로 내려받기
cms-desk-redirects-words = 주소의 일부
cms-desk-redirects-count = 이 페이지에 이전 주소 { $count }개
cms-desk-redirects-from = 이전 주소
cms-desk-redirects-to = 연결 대상
cms-desk-redirects-before = 지금까지의 대상
cms-desk-redirects-since = 시작
cms-desk-redirects-empty = 아직 연결된 이전 주소가 없습니다. from과 to 두 열이 있는 파일을 들여오세요.
cms-desk-redirects-remove = { $path } 주소의 연결을 없앨까요?
cms-desk-redirects-remove-what = 이 주소를 따라온 사람은 그런 페이지가 없다는 안내를 봅니다.
cms-desk-redirects-remove-do = 없애기
cms-desk-redirects-import-lead = 두 열이 필요합니다. 언어 아래의 이전 주소(예: /board/view.php?id=3)와 연결 대상입니다. 대상은 이 사이트의 주소(예: /about)이거나 다른 사이트의 전체 주소입니다.
cms-desk-redirects-file = 파일
cms-desk-redirects-file-hint = 스프레드시트에서 저장한 CSV, 최대 { $max } MB.
cms-desk-redirects-text = 또는 내용 붙여넣기
cms-desk-redirects-text-hint = from,to
cms-desk-redirects-next = 먼저 파일이 무엇을 바꾸는지 보여 줍니다. 아직 아무것도 바뀌지 않습니다.
cms-desk-redirects-check = 파일 확인
cms-desk-redirects-bring-in = 들여오기
cms-desk-redirects-choose-again = 들여오려면 같은 파일을 다시 고르세요.
cms-desk-redirects-nothing = 파일을 고르거나 내용을 붙여넣으세요.
cms-desk-redirects-preview = 파일이 바꾸는 것
cms-desk-redirects-found-added = 새 주소 { $count }개.
cms-desk-redirects-found-changed = 대상이 바뀌는 주소 { $count }개.
cms-desk-redirects-found-same = 이미 있는 주소 { $count }개.
cms-desk-redirects-fault-path = 주소가 아닙니다. 빗금 하나로 시작하고 빈칸 없이 읽는 그대로 쓰세요.
cms-desk-redirects-fault-target = 연결 대상이 주소가 아닙니다. 빗금 하나나 https://로 시작하세요.
cms-desk-redirects-fault-twice = 파일에 두 번 있습니다.
cms-desk-redirects-fault-language = 언어 부분을 빼고 쓰세요. 이전 주소는 각 언어 아래에 있습니다.
cms-desk-redirects-fault-reserved = 사이트가 직접 쓰는 주소입니다.
cms-desk-redirects-fault-taken = 지금이나 예전에 문서에 속한 주소입니다.
cms-desk-redirects-fault-nowhere = 아무것도 없는 주소로 연결됩니다.
cms-desk-redirects-fault-circle = 돌고 돌아 자기 자신으로 연결됩니다.
cms-desk-redirects-fault-cells = 한 행에는 칸이 둘 있고, 따옴표는 짝이 맞아야 합니다.
cms-desk-redirects-fault-empty = 행이 없습니다.
cms-desk-redirects-fault-encoding = UTF-8이 아닙니다. “CSV UTF-8”로 저장하세요.
cms-desk-redirects-fault-many = 이전 주소가 너무 많아집니다.

cms-desk-done-arranged = 옮겼습니다. 독자는 새 순서로 보게 됩니다.
cms-desk-done-preview-ended = 이제 그 링크로는 아무것도 열리지 않습니다.

cms-desk-field-kind-dated = 소식과 행사는 날짜 순서로 놓입니다
cms-desk-field-order-many = 한 번에 순서를 정하기에는 너무 많습니다
cms-desk-field-order-others = 여기에 있는 것을 하나씩 모두 적어야 합니다
cms-desk-field-days-range = 1일에서 30일 사이로 고르십시오
cms-desk-field-days-many = 이 글의 링크가 충분히 있습니다. 먼저 하나를 거두십시오
cms-desk-field-unsaved-long = 저장하지 않은 채 보관하기에는 너무 깁니다. 저장하십시오

cms-desk-tree-title = 순서
cms-desk-tree-lead = 무엇이 무엇 아래에 있는지, 독자가 보는 순서대로입니다. 순서가 바뀌어도 주소는 그대로입니다.
cms-desk-tree-top = 맨 위
cms-desk-tree-below = 아래에 있는 것
cms-desk-tree-more = 보이는 것보다 더 있습니다. 먼저 일부를 다른 페이지 아래로 옮기십시오.

cms-desk-links-title = 여기로 이어지는 것
cms-desk-links-lead = 이 사이트에서 { $address }(으)로 이어지는 것: 링크가 있는 글, 여기로 이어 놓고 끝난 글, 메뉴, 옛 주소입니다.
cms-desk-links-count = { $count ->
    [0] 이 사이트에서 여기로 이어지는 것이 없습니다.
   *[other] 이 사이트에서 { $count }건이 여기로 이어집니다.
}
cms-desk-links-empty = 여기로 링크하는 글, 메뉴, 옛 주소가 생기면 여기에 나타납니다.
cms-desk-links-what = 어디에서
cms-desk-links-how = 어떻게
cms-desk-links-end = 끝났고 여기로 이어짐
cms-desk-links-menu = 메뉴
cms-desk-links-redirect = 옛 주소

cms-desk-compare-title = 판 비교
cms-desk-compare-one = 이 판을
cms-desk-compare-other = 이 판과
cms-desk-compare-only = 보기
cms-desk-compare-differs = 다른 것만
cms-desk-compare-submit = 비교
cms-desk-compare-edition = { $number }판, { $language }
cms-desk-compare-count = { $count ->
    [0] { $all }개 부분이 모두 같습니다
   *[other] { $all }개 부분 가운데 { $count }개가 다릅니다
}
cms-desk-compare-added = 추가:
cms-desk-compare-removed = 삭제:
cms-desk-compare-end = (끝)
cms-desk-compare-nothing = 여기에는 없습니다.
cms-desk-compare-changed = 바뀜
cms-desk-compare-same = 같음
cms-desk-compare-only-one = 첫째에만 있음
cms-desk-compare-only-other = 둘째에만 있음

cms-desk-preview-title = 다른 사람에게 보이기
cms-desk-preview-lead = 이 링크가 있으면 계정이 없는 사람도 { $language }로 쓰고 있는 글을 그 순간 그대로 읽습니다. 다른 것은 보이지 않습니다.
cms-desk-preview-back = 글로 돌아가기
cms-desk-preview-made = 링크입니다. 지금 한 번만 보이니 복사해 두십시오.
cms-desk-preview-how-long = 얼마 동안
cms-desk-preview-days = { $days }일
cms-desk-preview-next = 링크를 가진 사람은 누구나 읽을 수 있고 남에게 줄 수도 있습니다. 언제든지 거둘 수 있습니다.
cms-desk-preview-submit = 링크 만들기
cms-desk-preview-nothing = 이 언어로 쓰고 있는 글이 없어 보여 줄 것이 없습니다.
cms-desk-preview-open = 열려 있는 링크
cms-desk-preview-by = 만든 사람
cms-desk-preview-until = 기한
cms-desk-preview-end = 거두기
cms-desk-preview-none = 열려 있는 링크가 없습니다.

cms-desk-unsaved-offer = 여기에서 쓰고 저장하지 않은 글이 있습니다:
cms-desk-unsaved-take = 이어서 쓰기
cms-desk-unsaved-drop = 버리기
cms-desk-unsaved-kept = { $at }에 보관했습니다. 아직 저장되지 않았습니다.
cms-desk-unsaved-lost = 지금은 쓴 것을 보관할 수 없습니다. 저장하십시오.
