# 자기 계정에서 읽는 글과 받는 메일.

accounts-email-empty = 전자우편 주소를 입력하세요
accounts-email-long = 254자 이내의 전자우편 주소를 입력하세요
accounts-email-form = name@example.org 같은 전자우편 주소를 입력하세요
accounts-password-short = { $least }자 이상으로 정하세요. 몇 낱말로 된 문장이 기억하기 쉽습니다
accounts-password-long = { $most }자 이내로 정하세요
accounts-password-common = 쉽게 짐작되는 비밀번호입니다. 본인이나 이 사이트와 관계없는 낱말을 고르고, 자판에 나란히 놓인 글자는 피하세요
accounts-token-days = 1일에서 366일 사이로 정하세요
accounts-token-scope-empty = 토큰으로 할 수 있는 일을 고르세요
accounts-token-scope-unknown = 본인이 할 수 있는 일만 고르세요

accounts-refused-wrong-password = 전자우편 주소나 비밀번호가 맞지 않습니다
accounts-refused-current-password = 현재 비밀번호가 맞지 않습니다
accounts-refused-throttled = 시도가 너무 많았습니다. 몇 분 기다리거나 새 비밀번호를 요청하세요
accounts-refused-wrong-code = 코드가 맞지 않거나 이미 쓴 코드입니다. 다음 코드를 기다리세요
accounts-refused-throttled-code = 틀린 코드가 너무 많았습니다. 몇 분 기다린 뒤 다시 해 보세요
accounts-refused-no-second-factor = 여기에는 2단계 인증이 없습니다
accounts-refused-second-factor-needed = 맡은 역할에는 2단계 인증이 필요합니다. 먼저 설정하세요. 이미 있는 것은 바꿀 수 있지만 없앨 수는 없습니다
accounts-refused-email-taken = 이 주소에는 이미 계정이 있습니다
accounts-refused-other-account = 이 초대는 지금 로그인한 사람이 아닌 다른 사람에게 보낸 것입니다. 먼저 로그아웃한 뒤 링크를 다시 여세요.

accounts-field-email = 전자우편 주소
accounts-field-password = 비밀번호
accounts-field-new-password = 새 비밀번호
accounts-field-current-password = 현재 비밀번호
accounts-field-code = 코드
accounts-field-recovery-code = 복구 코드
accounts-field-name = 이름
accounts-field-language = 메일 언어
accounts-field-token-name = 이름
accounts-field-token-days = 사용 기간(일)
accounts-field-token-scope = 할 수 있는 일
accounts-hint-password = { $least }자 이상. 띄어쓰기와 모든 문자, 이모지를 쓸 수 있고 숫자나 기호는 없어도 됩니다.
accounts-hint-code = 앱이 지금 보여 주는 숫자 여섯 자리
accounts-hint-recovery-code = 글자와 숫자 24자. 대소문자와 하이픈은 상관없습니다
accounts-hint-name = 다른 사람에게 보이는 이름
accounts-hint-token-name = 이 토큰을 쓸 프로그램(예: “도시 앱”)
accounts-hint-token-days = 최대 366일

accounts-role-administrator = 관리자
accounts-role-secretariat = 사무국
accounts-role-editor = 편집자
accounts-role-reviewer = 검토자
accounts-role-committee = 위원회
accounts-role-officer = 담당자
accounts-role-colleague = 협업 직원
accounts-role-reader = 열람자

accounts-sign-in-title = 로그인
accounts-sign-in-submit = 로그인
accounts-sign-in-forgotten = 비밀번호를 잊으셨나요?
accounts-sign-in-kept = 로그인 시간이 끝났습니다. 다시 로그인하면 입력한 내용이 그대로 있습니다.
accounts-sign-in-late = 시간이 너무 오래 걸렸거나 그사이 로그아웃되었습니다. 다시 로그인하세요.

accounts-code-title = 코드 입력
accounts-code-lead = 비밀번호가 맞습니다. 이제 앱이 이 사이트에 대해 보여 주는 코드를 입력하세요.
accounts-code-recovery-lead = 비밀번호가 맞습니다. 이제 복구 코드 하나를 입력하세요. 코드마다 한 번만 쓸 수 있습니다.
accounts-code-by-recovery = 복구 코드 쓰기
accounts-code-by-app = 앱 코드 쓰기
accounts-code-begin-anew = 처음부터 로그인

accounts-factor-title = 2단계 인증
accounts-factor-lead = 2단계 인증을 쓰면 누군가 비밀번호를 알아내도 로그인할 수 없습니다. 휴대 전화 앱의 코드도 함께 묻기 때문입니다.
accounts-factor-needed = 맡은 역할에는 2단계 인증이 필요합니다. “2단계 인증”에서 설정하세요. 그때까지는 이곳에서 아무 일도 할 수 없습니다.
accounts-factor-app = 코드를 만드는 앱
accounts-factor-on = 사용 중
accounts-factor-off = 설정하지 않음
accounts-factor-since = { $since }부터
accounts-factor-codes = 남은 복구 코드
accounts-factor-codes-few = 얼마 남지 않았습니다. 새로 만드세요
accounts-factor-renew = 새 복구 코드 만들기
accounts-factor-renew-lead = 새 코드 열 개를 받습니다. 예전 코드는 곧바로 쓸 수 없게 됩니다.
accounts-factor-remove = 2단계 인증 없애기
accounts-factor-remove-lead = 그때부터 비밀번호만으로 로그인합니다. 복구 코드는 쓸 수 없게 되고 다른 모든 브라우저에서 로그아웃됩니다.
accounts-factor-done-app = 이제부터 새 앱을 씁니다. 다른 모든 브라우저에서 로그아웃했습니다.
accounts-factor-done-removed = 2단계 인증을 없앴습니다. 다른 모든 브라우저에서 로그아웃했습니다.

accounts-app-begin = 앱 설정
accounts-app-begin-lead = 코드를 만드는 앱이 필요합니다. 기관에서 권하는 앱이나 비밀번호 관리 프로그램의 앱이면 됩니다. 먼저 비밀번호를 입력하세요.
accounts-app-replace = 다른 앱 설정
accounts-app-next = 계속
accounts-app-title = 앱에 이 사이트 더하기
accounts-app-lead = 앱으로 그림을 읽은 다음, 앱이 보여 주는 코드를 입력하세요.
accounts-app-picture = 앱이 읽을 QR 코드. 같은 내용이 아래에 글자로 있습니다
accounts-app-by-hand = 읽을 수 없으면 앱에 이 키를 입력하세요. 30초마다 여섯 자리 코드를 만드는 시간 기반 방식입니다.
accounts-app-submit = 확인

accounts-codes-title = 복구 코드
accounts-codes-once = 지금 적어 두거나 인쇄하세요. 다시는 볼 수 없습니다.
accounts-codes-says = 앱을 잃어버렸을 때 코드마다 한 번씩 앱 대신 로그인할 수 있습니다. 비밀번호와 따로 보관하세요.
accounts-codes-go-on = 보관했습니다. 계속하기

accounts-reset-title = 새 비밀번호 요청
accounts-reset-lead = 로그인할 때 쓰는 주소를 입력하세요. 그 주소로 링크가 담긴 메일을 보냅니다.
accounts-reset-submit = 메일 보내기
accounts-reset-asked-title = 메일을 확인하세요
accounts-reset-asked = 이 주소에 계정이 있으면 링크가 담긴 메일이 곧 도착합니다. 링크는 24시간 동안 한 번만 쓸 수 있습니다. 메일이 오지 않으면 스팸함을 확인하세요.
accounts-reset-new-title = 새 비밀번호 정하기
accounts-reset-new-submit = 비밀번호 저장
accounts-reset-done = 새 비밀번호를 저장했습니다. 새 비밀번호로 로그인하세요.

accounts-dead-title = 더는 쓸 수 없는 링크입니다
accounts-dead-says = 이미 썼거나, 취소되었거나, 기한이 지났습니다. 필요하면 새로 요청하세요.

accounts-invitation-title = 초대합니다
accounts-invitation-lead = { $email } 주소로 계정을 만듭니다. 비밀번호를 정하세요.
accounts-invitation-join = 초대를 받아들이면 계정에 역할이 더해집니다.
accounts-invitation-submit = 초대 수락
accounts-invitation-sign-in-first = 이 주소에는 계정이 있습니다. 먼저 로그인한 뒤 초대를 수락하세요.
accounts-invitation-done = 환영합니다. 초대에 담긴 역할을 받았습니다.

accounts-first-title = 첫 관리자 되기
accounts-first-lead = 아직 이 사이트의 관리자가 없습니다. 이 양식을 채우는 사람이 관리자가 되어 다른 사람을 초대합니다.
accounts-first-submit = 관리자 되기
accounts-first-done = 이 사이트의 관리자가 되었습니다.

accounts-overview-title = 내 계정
accounts-overview-roles = 역할
accounts-overview-no-roles = 아직 없음
accounts-overview-data = 나에 관한 모든 정보
accounts-overview-role-for = { $organisation } { $role }
accounts-overview-people = 사람과 역할
accounts-overview-sign-out = 로그아웃

accounts-profile-title = 이름과 언어
accounts-profile-submit = 저장
accounts-profile-done = 저장했습니다.

accounts-password-title = 비밀번호 변경
accounts-password-lead = 로그인한 다른 모든 브라우저에서 로그아웃됩니다.
accounts-password-submit = 비밀번호 변경
accounts-password-done = 비밀번호를 바꾸고 다른 모든 브라우저에서 로그아웃했습니다.

accounts-sessions-title = 로그인한 곳
accounts-sessions-lead = 모르는 곳이 있으면 끝내고 비밀번호를 바꾸세요.
accounts-sessions-browser = 브라우저
accounts-sessions-unnamed = 알 수 없음
accounts-sessions-started = 로그인한 때
accounts-sessions-seen = 마지막 사용
accounts-sessions-this = 지금 이곳
accounts-sessions-end = 끝내기
accounts-sessions-end-others = 다른 곳 모두 끝내기
accounts-sessions-done = 끝냈습니다.

accounts-tokens-title = 프로그램용 토큰
accounts-tokens-says = 토큰을 보여 주는 프로그램은 내 이름으로 일합니다. 프로그램마다 따로 만드세요.
accounts-tokens-none = 토큰이 없습니다.
accounts-tokens-new = 토큰 만들기
accounts-tokens-lead = 토큰 글자는 만든 직후 한 번만 보입니다.
accounts-tokens-submit = 만들기
accounts-tokens-scope-all = 내가 할 수 있는 모든 일
accounts-tokens-scope-all-says = 앞으로 할 수 있게 되는 일도 포함됩니다. 정말 모두 필요한 프로그램에만 주세요.
accounts-tokens-made-title = 새 토큰
accounts-tokens-made = 지금 복사하세요. 다시는 볼 수 없습니다.
accounts-tokens-made-on = 만든 때
accounts-tokens-expires = 기한
accounts-tokens-over = 끝남
accounts-tokens-revoke = 폐기
accounts-tokens-done = 폐기했습니다.

accounts-mail-greeting = { $name } 님께
accounts-mail-invited-subject = { $site } 초대장
accounts-mail-invited = { $site }에서 함께 일하도록 초대합니다.
accounts-mail-invited-by = { $person } 님이 { $site }에서 함께 일하도록 초대합니다.
accounts-mail-invited-for = 대표하게 될 기관: { $organisations }
accounts-mail-invited-and = { ", " }
accounts-mail-invited-link = 아래 링크로 들어오세요.
accounts-mail-invited-until = { $until }까지 한 번만 쓸 수 있습니다.
accounts-mail-unasked = 무슨 일인지 모르시면 아무것도 하지 않으셔도 됩니다.
accounts-mail-reset-subject = 새 비밀번호
accounts-mail-reset = 회원님 계정의 새 비밀번호를 누군가 요청했습니다. 아래 링크에서 정하세요.
accounts-mail-reset-until = { $until }까지 한 번만 쓸 수 있습니다.
accounts-mail-unasked-reset = 요청하지 않으셨다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.
accounts-mail-changed-subject = 비밀번호가 바뀌었습니다
accounts-mail-changed = 계정의 비밀번호가 바뀌었고 모든 브라우저에서 로그아웃되었습니다.
accounts-mail-changed-not-you = 본인이 한 일이 아니면 바로 새 비밀번호를 요청하세요.
accounts-mail-factor-added-subject = 계정에 2단계 인증이 더해졌습니다
accounts-mail-factor-added = 계정에 2단계 인증(코드를 만드는 앱)이 더해졌고 다른 모든 브라우저에서 로그아웃되었습니다.
accounts-mail-factor-replaced = 계정의 코드를 만드는 앱이 다른 앱으로 바뀌었고 다른 모든 브라우저에서 로그아웃되었습니다.
accounts-mail-factor-removed-subject = 계정의 2단계 인증이 없어졌습니다
accounts-mail-factor-removed = 계정의 2단계 인증이 없어졌고 다른 모든 브라우저에서 로그아웃되었습니다.
accounts-mail-factor-taken = 관리자가 계정의 2단계 인증을 없앴고 모든 브라우저에서 로그아웃되었습니다. 로그인한 뒤 새로 설정할 수 있습니다.
accounts-mail-recovery-made-subject = 계정의 새 복구 코드
accounts-mail-recovery-made = 계정의 복구 코드가 새로 만들어졌습니다. 예전 코드는 이제 쓸 수 없습니다.
accounts-mail-recovery-used-subject = 복구 코드를 썼습니다
accounts-mail-recovery-used = 누군가 복구 코드로 회원님 계정에 로그인했습니다. 남은 복구 코드: { $left }개.
accounts-mail-factor-not-you = 모르는 일이면 바로 새 비밀번호를 요청하고 관리자에게 알리세요.

accounts-desk-people-title = 사람과 역할
accounts-desk-people-lead = 이곳에 로그인할 수 있는 모든 사람입니다.
accounts-desk-people-words = 이름이나 주소
accounts-desk-people-role = 역할
accounts-desk-people-state = 상태
accounts-desk-people-count = 이 쪽에 { $count }명
accounts-desk-people-empty = 찾는 사람이 없습니다. 찾는 말을 바꾸거나 첫 사람을 초대하세요.
accounts-desk-people-name = 이름
accounts-desk-people-email = 전자우편 주소
accounts-desk-people-roles = 역할
accounts-desk-people-factor = 2단계 인증
accounts-desk-factor-on = 있음
accounts-desk-factor-off = 없음
accounts-desk-factor-owed = 필요하지만 없음
accounts-desk-state-active = 사용
accounts-desk-state-off = 중지
accounts-desk-done-sent = 초대장을 보냈습니다.
accounts-desk-done-withdrawn = 초대를 취소했습니다.
accounts-desk-done-added = 기관을 더했습니다.
accounts-desk-done-roles = 역할을 바꾸었고, 그 사람은 모든 곳에서 로그아웃되었습니다.
accounts-desk-done-factor = 2단계 인증을 없앴고, 그 사람은 모든 곳에서 로그아웃되었습니다.
accounts-desk-done-off = 계정을 중지했습니다.
accounts-desk-done-on = 계정을 다시 켰습니다.

accounts-desk-person-language = 메일 언어
accounts-desk-person-roles = 역할 주기
accounts-desk-person-off = 계정 중지
accounts-desk-person-on = 계정 켜기
accounts-desk-person-back = 모든 사람
accounts-desk-person-take = 거두기
accounts-desk-person-take-which = 거두기: { $role }
accounts-desk-person-none = 역할 없음

accounts-desk-roles-title = 역할 주기
accounts-desk-roles-lead = { $name } 님에게 줄 역할입니다. 모든 곳에서 로그아웃되고, 새 역할로 다시 로그인하게 됩니다.
accounts-desk-roles-for = { $organisation } { $role }
accounts-desk-roles-organisation = 기관
accounts-desk-roles-organisation-hint = 한 기관을 위한 역할이면 기관 이름의 일부를 적으세요. 다른 역할이면 비워 두세요.
accounts-desk-roles-no-organisation = 아직 알려진 기관이 없어 기관에 속하는 역할은 줄 수 없습니다. 가입을 신청하거나 회원이 된 기관은 바로 알려지며, 다른 기관은 ‘기관’에서 추가합니다.
accounts-desk-roles-which = 이 가운데 어느 기관
accounts-desk-roles-none-named = 이 말이 들어간 이름의 기관이 없습니다
accounts-desk-roles-many-named = 이 말이 들어간 이름의 기관이 많습니다. 이름을 더 적으세요
accounts-desk-roles-unknown = “{ $role }” 역할이 없습니다
accounts-desk-roles-organisation-missing = “{ $role }” 역할은 기관을 정해서 줍니다
accounts-desk-roles-organisation-needless = “{ $role }” 역할은 모든 기관에 한꺼번에 줍니다
accounts-desk-roles-empty = 역할을 하나 이상 고르세요
accounts-desk-roles-form = 목록에서 고르세요

accounts-desk-take-title = 역할 거두기
accounts-desk-take-question = { $name } 님에게서 “{ $role }” 역할을 거둘까요?
accounts-desk-take-signed-out = 모든 곳에서 로그아웃되고, 이 역할 없이 다시 로그인하게 됩니다.

accounts-desk-factor-title = 2단계 인증 없애기
accounts-desk-factor-question = { $name } 님의 2단계 인증을 없앨까요?
accounts-desk-factor-who = 정말 본인이 부탁했는지 전화하거나 만나서 확인하세요. 새로 설정할 때까지는 비밀번호만으로 로그인할 수 있습니다.
accounts-desk-factor-out = 모든 곳에서 로그아웃되고 복구 코드는 쓸 수 없게 됩니다.
accounts-desk-factor-told = 본인에게 메일이 가고, 감사 기록에 남습니다.

accounts-desk-off-title = 계정 중지
accounts-desk-off-question = { $name } 님의 계정을 중지할까요?
accounts-desk-off-sessions = 곧바로 모든 곳에서 로그아웃되고 토큰도 멈춥니다.
accounts-desk-off-kept = 그동안 한 일은 남고, 계정은 다시 켤 수 있습니다.
accounts-desk-on-title = 계정 켜기
accounts-desk-on-question = { $name } 님의 계정을 다시 켤까요?
accounts-desk-on-same = 전에 쓰던 비밀번호와 역할로 로그인합니다.

accounts-desk-refused-beyond = 기관에 속한 역할로만 초대할 수 있습니다. 이 역할은 사이트 전체에 적용되므로 관리자에게 부탁하세요.
accounts-desk-refused-last = 마지막 관리자는 남아야 합니다. 먼저 다른 사람을 관리자로 정하세요.
accounts-desk-refused-yourself = 본인 계정에 대한 이 일은 다른 관리자에게 부탁하세요.
accounts-desk-refused-stale = 그사이 다른 사람이 바꾸었습니다. 다시 살펴본 뒤 진행하세요.
accounts-desk-refused-name = 같은 이름의 기관이 있습니다
accounts-desk-refused-used = 이미 수락되었거나 취소된 초대입니다.

accounts-desk-invite-title = 초대하기
accounts-desk-invite-lead = 이레 동안 쓸 수 있는 링크를 메일로 보냅니다.
accounts-desk-invite-submit = 초대장 보내기
accounts-desk-invitations-title = 초대
accounts-desk-invitations-lead = 최근 것부터 보입니다.
accounts-desk-invitations-count = 초대 { $count }건
accounts-desk-invitations-empty = 아직 아무도 초대하지 않았습니다.
accounts-desk-invitations-sent = 보낸 때
accounts-desk-invitations-state = 상태
accounts-desk-invitation-open = 기다림
accounts-desk-invitation-over = 기한 지남
accounts-desk-invitation-accepted = 수락됨
accounts-desk-invitation-withdrawn = 취소됨
accounts-desk-withdraw-title = 초대 취소
accounts-desk-withdraw-question = { $email } 주소로 보낸 초대를 취소할까요?
accounts-desk-withdraw-dead = 링크를 곧바로 쓸 수 없게 됩니다.

accounts-desk-organisations-title = 기관
accounts-desk-organisations-lead = 기관마다 역할을 줄 수 있습니다.
accounts-desk-organisations-count = 기관 { $count }곳
accounts-desk-organisations-empty = 아직 없습니다.
accounts-desk-organisations-name = 이름
accounts-desk-organisation-add = 기관 더하기
accounts-desk-organisation-submit = 더하기

accounts-may-account-read = 누가 계정을 가졌는지와 그 역할, 초대 보기
accounts-may-account-invite = 어떤 역할로든 사람 초대하기
accounts-may-organisation-invite = 기관에 사람 초대하기
accounts-may-account-grant = 역할 주고 거두기
accounts-may-account-switch = 계정 끄고 켜기
accounts-may-account-register = 초대 없이 계정 열기
accounts-may-factor-take = 2단계 인증을 잃어버린 사람의 것을 없애기
accounts-may-organisation-add = 기관을 추가하고 이름 바꾸기
