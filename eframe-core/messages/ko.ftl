# 어느 블록에 속하든 모든 페이지에 나오는 말.

core-frame-skip = 본문으로 건너뛰기
core-frame-languages = 언어
core-frame-navigation = 주 메뉴
core-frame-sections = 이 메뉴의 페이지
core-frame-footer = 연락처 및 안내
core-frame-banners = 공지
core-frame-warning = 경고:
core-frame-in-english = 업무 화면은 아직 사용 중인 언어로 제공되지 않아 영어로 표시됩니다.

core-form-all = 전체
core-form-cancel = 취소
core-confirm-back = 아니요, 돌아가기
core-form-optional = (선택)
core-form-error = 오류:
core-form-errors = 고쳐야 할 항목이 { $count }개 있습니다
core-form-kept = 로그인 시간이 만료되었지만 입력하신 내용은 보관되어 있습니다. 확인한 뒤 다시 보내 주세요.
core-form-stands = 지금 그곳에 있는 내용

core-field-required = 이 항목을 입력하세요
core-field-characters = 표시할 수 없는 문자를 지우세요
core-field-long = { $max }자 이내로 입력하세요
core-field-email = name@example.org와 같은 이메일 주소를 입력하세요
core-field-choose = 답을 하나 선택하세요
core-field-date = 2026-11-23과 같은 형식으로 날짜를 입력하세요
core-field-local-time = 날짜와 시각을 입력하세요
core-field-number = { $min }부터 { $max }까지의 정수를 입력하세요

core-file-required = 파일을 선택하세요
core-file-taken = { $kinds }, 최대 { $max } MB
core-file-empty = 빈 파일입니다. 다른 파일을 선택하세요
core-file-large = 파일이 { $max } MB보다 큽니다. 더 작은 파일을 선택하세요
core-file-kind = 이 형식의 파일은 받지 않습니다. 다음 중 하나를 선택하세요: { $kinds }
core-file-other-kind = { $found } 형식의 파일입니다. 다음 중 하나를 선택하세요: { $kinds }
core-file-pixels = 이미지가 { $max }백만 화소를 넘습니다. 크기를 줄여 다시 선택하세요
core-file-damaged = 파일이 불완전하거나 손상되었습니다. 다시 저장한 뒤 선택하세요
core-file-many = 파일은 { $max }개까지 선택할 수 있습니다

core-paging-label = 목록 페이지
core-paging-previous = 이전 페이지
core-paging-next = 다음 페이지

core-chart-figures = 수치 보기

core-problem-invalid-title = 요청을 이해할 수 없습니다
core-problem-invalid-says = 주소나 양식에 올바르지 않은 내용이 있습니다. 이전 화면으로 돌아가 확인한 뒤 다시 시도하세요.
core-problem-sign-in-title = 먼저 로그인하세요
core-problem-sign-in-says = 로그인한 사람을 위한 페이지인데 아직 로그인하지 않았습니다. 로그인한 뒤 다시 여세요.
core-problem-forbidden-title = 권한이 없습니다
core-problem-forbidden-says = 이 계정으로는 이 페이지를 보거나 이 작업을 할 수 없습니다. 필요하면 관리자에게 요청하세요.
core-problem-not-found-title = 페이지를 찾을 수 없습니다
core-problem-not-found-says = 이 주소에는 페이지가 없거나 공개되어 있지 않습니다. 주소를 확인하거나 첫 화면에서 다시 찾아보세요.
core-problem-gone-title = 더 이상 제공하지 않는 페이지입니다
core-problem-gone-says = 이 페이지는 게시가 중단되었습니다. 첫 화면에서 현재 내용을 찾을 수 있습니다.
core-problem-conflict-title = 다른 사람이 먼저 변경했습니다
core-problem-conflict-says = 페이지를 연 뒤에 내용이 변경되어 저장하지 않았습니다. 이전 화면으로 돌아가 새로 고친 다음 바뀐 내용을 확인하세요.
core-problem-too-many-title = 시도 횟수가 너무 많습니다
core-problem-too-many-says = 몇 분 뒤에 다시 시도하세요.
core-problem-large-title = 보내신 내용이 너무 큽니다
core-problem-large-says = 아무것도 저장되지 않았습니다. 이전 화면으로 돌아가 더 작은 파일을 선택하거나 글을 줄인 뒤 다시 보내 주세요.
core-problem-full-title = 파일을 저장할 공간이 없습니다
core-problem-full-says = 아무것도 저장되지 않았습니다. 운영 담당자가 공간을 확보해야 합니다. 나중에 다시 시도하세요.
core-problem-broken-title = 시스템에 문제가 생겼습니다
core-problem-broken-says = 변경된 내용은 없습니다. 몇 분 뒤에 다시 시도하고, 문제가 계속되면 알려 주세요.
core-problem-unavailable-title = 지금은 이용할 수 없습니다
core-problem-unavailable-says = 이용자가 많거나 점검 중입니다. 변경된 내용은 없습니다. 몇 분 뒤에 다시 시도하세요.
core-problem-home = 첫 화면으로 가기
core-problem-reference = 문의하실 때 이 번호를 알려 주세요: { $reference }

core-desk-filter = 보기
core-desk-history = 처리 내역
core-desk-no-history = 아직 처리 내역이 없습니다.
core-desk-now = 지금 할 수 있는 일

core-desk-outbox-title = 전달되지 않은 메시지
core-desk-outbox-lead = 여러 번 시도했지만 전달되지 않았습니다. 같은 대상에 관한 이후 메시지는 이 메시지가 전달될 때까지 기다립니다.
core-desk-outbox-empty = 모든 메시지가 전달되었거나 전달 중입니다.
core-desk-outbox-count = 이 페이지에 메시지 { $count }건
core-desk-outbox-event = 발생한 일
core-desk-outbox-subscriber = 받을 곳
core-desk-outbox-subject = 대상
core-desk-outbox-sent = 보낸 시각
core-desk-outbox-error = 실패한 이유
core-desk-outbox-retry = 다시 시도
core-desk-outbox-retried = 메시지를 다시 보냈습니다.
core-desk-outbox-question = { $event } 소식을 { $subscriber }에 다시 전달할까요?
core-desk-outbox-failed-of = 마지막 시도가 실패한 이유: { $error }
core-desk-outbox-later-ones = 전달되면 뒤에서 기다리던 메시지도 이어서 전달됩니다.
core-desk-outbox-jobs = 실패한 작업
core-desk-outbox-jobs-lead = 아래 작업은 마지막 실행이 잘못되었습니다. 자동으로 다시 시도합니다.
core-desk-outbox-jobs-empty = 모든 작업이 지난번에 잘 끝났습니다.
core-desk-outbox-jobs-count = 작업 { $count }건
core-desk-outbox-job = 작업
core-desk-outbox-again = 다음 실행

core-may-outbox-retry = 전달하지 못한 것을 보고 다시 보내기
core-may-person-export = 한 사람에 관해 보관된 모든 것을 내주기
core-may-person-erase = 한 사람을 모든 곳에서 삭제하기

core-desk-person-title = 한 사람의 정보
core-desk-person-lead = 자신에 관해 무엇이 보관되어 있는지 묻는 사람은 모두 파일로 받습니다. 삭제를 요청하는 사람은 모든 곳에서 삭제됩니다.
core-desk-person-who = 메일 주소 또는 계정 번호
core-desk-person-who-hint = 예: mina@example.org. 대소문자를 구별하지 않습니다.
core-desk-person-do = 할 일
core-desk-person-export = 모두 파일로 내주기
core-desk-person-export-hint = 사이트의 부분별로 정리된 문서 하나입니다. 비밀 정보는 들어 있지 않습니다.
core-desk-person-erase = 이 사람 삭제
core-desk-person-erase-hint = 무슨 일이 일어날지 먼저 보여 줍니다.
core-desk-person-go-on = 계속
core-desk-person-nobody = name@example.org 같은 메일 주소나 계정 번호를 입력하세요
core-desk-person-erased = 이 사람을 삭제했습니다.
core-desk-person-not-cleared = 이 사람의 정보는 모두 삭제했지만 데이터베이스 파일을 새로 쓰지 못해 파일의 빈 공간에서 아직 읽을 수 있습니다. 한 번 더 삭제하면 다시 시도하며, 그러지 않으면 사이트를 다음에 시작할 때 처리됩니다.
core-desk-person-question = { $name }({ $address })을(를) 모든 곳에서 영구히 삭제할까요?
core-desk-person-rows = { $block }: 항목 { $count }개가 삭제되거나 이름이 지워집니다
core-desk-person-nothing = 이 사람에 관해 보관된 것이 없습니다. 앞으로 어떤 목록으로도 다시 들어오지 않습니다.
core-desk-person-stays = 투표와 결정, 감사 기록의 증명은 남습니다. 이름이 있던 자리에는 “a person who was erased”가 들어갑니다. 백업을 복원해도 다시 나타나지 않습니다.
core-desk-person-kept = 공개된 내용에는 그 뒤에도 남아 있습니다: { $place }. 직접 고치세요.
core-desk-person-erase-now = 영구히 삭제

core-own-data = 나에 관한 모든 정보
core-own-data-lead = 이 사이트가 회원님에 관해 보관하는 모든 것을 파일 하나로 받습니다. 계정, 작성한 내용, 결정하고 동의한 것이 들어 있습니다.
core-own-data-take = 파일 내려받기

core-desk-sheet-faults = 잘못 { $count }건. 아무것도 들어오지 않았습니다
core-desk-sheet-line = 줄
core-desk-sheet-column = 열
core-desk-sheet-wrong = 잘못된 점
core-desk-sheet-file-itself = 파일 전체
core-desk-sheet-not-utf8 = 여기부터 UTF-8이 아닙니다. ‘CSV UTF-8’로 저장하십시오.
core-desk-sheet-quote = 따옴표가 열리고 닫히지 않았습니다. 칸 안에서는 두 번 쓰십시오.
core-desk-sheet-cells = 이 줄의 칸은 { $found }개, 첫 줄의 칸은 { $wanted }개입니다.
core-desk-sheet-column-twice = 이 열이 두 번 있습니다. 하나를 빼십시오.
core-desk-sheet-column-unknown = 이런 이름의 열은 없습니다. 이름을 바꾸거나 빼십시오. 있는 열: { $columns }
core-desk-sheet-column-missing = 이 열이 없습니다. 추가하십시오.
