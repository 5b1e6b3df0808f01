cms-list-page = 페이지
cms-list-news = 소식
cms-list-event = 행사
cms-list-faq = 자주 묻는 질문
cms-list-person = 사람들
cms-list-partner = 협력 기관
cms-list-empty = 아직 게시된 내용이 없습니다. 게시되면 이곳에 나타납니다.
cms-list-older = 이전 항목

cms-page-crumbs = 현재 위치
cms-page-fallback = 이 페이지는 아직 한국어로 번역되지 않아 { $language }로 표시됩니다.
cms-page-since = 적용 시작일
cms-page-contents = 이 페이지의 내용
cms-page-below = 이 부문의 페이지
cms-page-changes = 변경 내용과 날짜
cms-page-first = 처음 게시됨
cms-page-contact = 이 페이지의 담당 부서

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

cms-desk-stage-draft = 초안
cms-desk-stage-in-review = 검토 중
cms-desk-stage-approved = 승인됨
cms-desk-stage-live = 게시 중
cms-desk-stage-superseded = 교체됨
cms-desk-stage-withdrawn = 내려짐

cms-desk-field-title-empty = 제목을 적으십시오
cms-desk-field-long = { $most }자 이내로 적으십시오
cms-desk-field-body-deep = 목록과 인용을 덜 깊게 겹치십시오
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
