# Что люди читают о своей учётной записи, и письма, которые они получают.

accounts-email-empty = Введите адрес электронной почты
accounts-email-long = Введите адрес не длиннее 254 знаков
accounts-email-form = Введите адрес вида name@example.org
accounts-password-short = Не менее { $least } знаков; фразу из нескольких слов легко запомнить
accounts-password-long = Не более { $most } знаков
accounts-password-common = Этот пароль легко угадать. Выберите слова, не связанные с вами и этим сайтом, и не ряды клавиш
accounts-token-days = Выберите от 1 до 366 дней
accounts-token-scope-empty = Выберите, что разрешено токену
accounts-token-scope-unknown = Выберите только то, что разрешено вам самим

accounts-refused-wrong-password = Неверный адрес или пароль
accounts-refused-current-password = Текущий пароль неверен
accounts-refused-throttled = Слишком много попыток. Подождите несколько минут или запросите новый пароль
accounts-refused-wrong-code = Код неверен или уже использован. Дождитесь следующего
accounts-refused-throttled-code = Слишком много неверных кодов. Подождите несколько минут и попробуйте снова
accounts-refused-no-second-factor = Второго фактора здесь нет
accounts-refused-second-factor-needed = Ваша роль требует второго фактора. Сначала настройте его; имеющийся можно заменить, но не убрать
accounts-refused-email-taken = У этого адреса уже есть учётная запись
accounts-refused-other-account = Это приглашение для другого человека, не для того, кто сейчас вошёл. Сначала выйдите, затем откройте ссылку снова.

accounts-field-email = Электронная почта
accounts-field-password = Пароль
accounts-field-new-password = Новый пароль
accounts-field-current-password = Текущий пароль
accounts-field-code = Код
accounts-field-recovery-code = Резервный код
accounts-field-name = Имя
accounts-field-language = Язык писем
accounts-field-token-name = Название
accounts-field-token-days = Срок в днях
accounts-field-token-scope = Что ему разрешено
accounts-hint-password = Не менее { $least } знаков. Подходят пробелы, любая письменность и эмодзи; цифры и знаки не обязательны.
accounts-hint-code = Шесть цифр, которые сейчас показывает приложение
accounts-hint-recovery-code = 24 буквы и цифры; регистр и дефисы не важны
accounts-hint-name = Как вас видят другие
accounts-hint-token-name = Программа, которая будет им пользоваться, например «Приложение города»
accounts-hint-token-days = Не более 366

accounts-role-administrator = Администратор
accounts-role-secretariat = Секретариат
accounts-role-editor = Редактор
accounts-role-reviewer = Рецензент
accounts-role-committee = Комитет
accounts-role-officer = Ответственный сотрудник
accounts-role-colleague = Коллега
accounts-role-reader = Читатель

accounts-sign-in-title = Вход
accounts-sign-in-submit = Войти
accounts-sign-in-forgotten = Забыли пароль?
accounts-sign-in-kept = Ваш сеанс закончился. Войдите, и вы найдёте то, что набрали.
accounts-sign-in-late = Прошло слишком много времени, или тем временем был выполнен выход. Войдите снова.

accounts-code-title = Введите код
accounts-code-lead = Пароль верен. Теперь введите код, который приложение показывает для этого сайта.
accounts-code-recovery-lead = Пароль верен. Теперь введите один из резервных кодов; каждый действует один раз.
accounts-code-by-recovery = Ввести резервный код
accounts-code-by-app = Ввести код из приложения
accounts-code-begin-anew = Войти с самого начала

accounts-factor-title = Второй фактор
accounts-factor-lead = Со вторым фактором тот, кто узнал ваш пароль, всё равно не войдёт: нужен ещё код из приложения на вашем телефоне.
accounts-factor-needed = Ваша роль требует второго фактора. Настройте его в разделе «Второй фактор»; до этого здесь ничего сделать нельзя.
accounts-factor-app = Приложение с кодами
accounts-factor-on = Включено
accounts-factor-off = Не настроено
accounts-factor-since = с { $since }
accounts-factor-codes = Осталось резервных кодов
accounts-factor-codes-few = Осталось мало, создайте новые
accounts-factor-renew = Создать новые резервные коды
accounts-factor-renew-lead = Вы получите десять новых кодов. Старые сразу перестанут действовать.
accounts-factor-remove = Убрать второй фактор
accounts-factor-remove-lead = После этого для входа хватит одного пароля. Резервные коды перестанут действовать, во всех остальных браузерах будет выполнен выход.
accounts-factor-done-app = Теперь действует новое приложение. Во всех остальных браузерах выполнен выход.
accounts-factor-done-removed = Второй фактор убран. Во всех остальных браузерах выполнен выход.

accounts-app-begin = Настроить приложение
accounts-app-begin-lead = Нужно приложение, которое создаёт коды: то, что советует ваша организация, или то, что есть в вашем менеджере паролей. Сначала введите пароль.
accounts-app-replace = Настроить другое приложение
accounts-app-next = Далее
accounts-app-title = Добавьте сайт в приложение
accounts-app-lead = Считайте картинку приложением, затем введите код, который оно покажет.
accounts-app-picture = QR-код для приложения; то же самое ниже текстом
accounts-app-by-hand = Если считать не получается, введите в приложении этот ключ; коды по времени, шесть цифр, каждые 30 секунд:
accounts-app-submit = Подтвердить

accounts-codes-title = Ваши резервные коды
accounts-codes-once = Запишите или распечатайте их сейчас: показать их снова никто не сможет.
accounts-codes-says = Каждый из них один раз заменит приложение при входе, если вы его потеряете. Храните их отдельно от пароля.
accounts-codes-go-on = Коды сохранены, дальше

accounts-reset-title = Запросить новый пароль
accounts-reset-lead = Введите адрес, с которым вы входите. На него придёт письмо со ссылкой.
accounts-reset-submit = Отправить письмо
accounts-reset-asked-title = Проверьте почту
accounts-reset-asked = Если у этого адреса есть учётная запись, письмо со ссылкой уже в пути. Ссылка действует 24 часа и только один раз. Если письма нет, посмотрите в папке со спамом.
accounts-reset-new-title = Выберите новый пароль
accounts-reset-new-submit = Сохранить пароль
accounts-reset-done = Новый пароль сохранён. Войдите с ним.

accounts-dead-title = Ссылка больше не действует
accounts-dead-says = Она использована, отозвана или устарела. Если нужна новая, запросите её.

accounts-invitation-title = Вас приглашают
accounts-invitation-lead = Будет открыта учётная запись для { $email }. Выберите для неё пароль.
accounts-invitation-join = Приглашение добавит свои роли к вашей учётной записи.
accounts-invitation-submit = Принять приглашение
accounts-invitation-sign-in-first = У этого адреса есть учётная запись. Войдите, затем примите приглашение.
accounts-invitation-done = Добро пожаловать. Роли из приглашения теперь ваши.

accounts-first-title = Стать первым администратором
accounts-first-lead = У этого сайта ещё нет администратора. Им станет тот, кто заполнит эту форму, и пригласит остальных.
accounts-first-submit = Стать администратором
accounts-first-done = Вы администратор этого сайта.

accounts-overview-title = Ваша учётная запись
accounts-overview-roles = Роли
accounts-overview-no-roles = Пока нет
accounts-overview-data = Всё о вас
accounts-overview-role-for = { $role }, { $organisation }
accounts-overview-people = Люди и роли
accounts-overview-sign-out = Выйти

accounts-profile-title = Имя и язык
accounts-profile-submit = Сохранить
accounts-profile-done = Сохранено.

accounts-password-title = Сменить пароль
accounts-password-lead = Во всех остальных браузерах вы выйдете из системы.
accounts-password-submit = Сменить пароль
accounts-password-done = Пароль изменён. Во всех остальных браузерах выполнен выход.

accounts-sessions-title = Где вы вошли
accounts-sessions-lead = Если что-то из этого вам незнакомо, завершите это и смените пароль.
accounts-sessions-browser = Браузер
accounts-sessions-unnamed = Неизвестно
accounts-sessions-started = Вход
accounts-sessions-seen = Последнее использование
accounts-sessions-this = Этот
accounts-sessions-end = Завершить
accounts-sessions-end-others = Завершить все остальные
accounts-sessions-done = Завершено.

accounts-tokens-title = Токены для программ
accounts-tokens-says = Программа с токеном действует от вашего имени. Дайте каждой программе свой.
accounts-tokens-none = У вас нет токенов.
accounts-tokens-new = Создать токен
accounts-tokens-lead = Его текст показывается один раз, сразу после создания.
accounts-tokens-submit = Создать
accounts-tokens-scope-all = Всё, что разрешено мне
accounts-tokens-scope-all-says = И то, что вам будет позволено в будущем. Давайте это программе, только если ей нужно всё.
accounts-tokens-made-title = Ваш новый токен
accounts-tokens-made = Скопируйте его сейчас: показать его снова никто не сможет.
accounts-tokens-made-on = Создан
accounts-tokens-expires = Действует до
accounts-tokens-over = Истёк
accounts-tokens-revoke = Отозвать
accounts-tokens-done = Отозван.

accounts-mail-greeting = Здравствуйте, { $name }!
accounts-mail-invited-subject = Приглашение в { $site }
accounts-mail-invited = Вас приглашают к работе с { $site }.
accounts-mail-invited-by = { $person } приглашает вас к работе с { $site }.
accounts-mail-invited-for = Вы будете действовать от имени: { $organisations }.
accounts-mail-invited-and = { ", " }
accounts-mail-invited-link = По этой ссылке можно войти:
accounts-mail-invited-until = Она действует до { $until } и только один раз.
accounts-mail-unasked = Если вы не знаете, о чём речь, ничего делать не нужно.
accounts-mail-reset-subject = Ваш новый пароль
accounts-mail-reset = Кто-то запросил новый пароль к вашей учётной записи. Выберите его по этой ссылке:
accounts-mail-reset-until = Она действует до { $until } и только один раз.
accounts-mail-unasked-reset = Если это были не вы, ничего делать не нужно: пароль останется прежним.
accounts-mail-changed-subject = Ваш пароль изменён
accounts-mail-changed = Пароль вашей учётной записи изменён, во всех браузерах выполнен выход.
accounts-mail-changed-not-you = Если это были не вы, сразу запросите новый пароль:
accounts-mail-factor-added-subject = К вашей учётной записи добавлен второй фактор
accounts-mail-factor-added = К вашей учётной записи добавлен второй фактор — приложение с кодами; во всех остальных браузерах выполнен выход.
accounts-mail-factor-replaced = Приложение с кодами для вашей учётной записи заменено другим; во всех остальных браузерах выполнен выход.
accounts-mail-factor-removed-subject = Второй фактор вашей учётной записи убран
accounts-mail-factor-removed = Второй фактор вашей учётной записи убран; во всех остальных браузерах выполнен выход.
accounts-mail-factor-taken = Администратор убрал второй фактор вашей учётной записи; во всех браузерах выполнен выход. Новый можно настроить после входа.
accounts-mail-recovery-made-subject = Новые резервные коды вашей учётной записи
accounts-mail-recovery-made = Для вашей учётной записи созданы новые резервные коды. Старые больше не действуют.
accounts-mail-recovery-used-subject = Использован резервный код
accounts-mail-recovery-used = Кто-то вошёл в вашу учётную запись с резервным кодом. Осталось резервных кодов: { $left }.
accounts-mail-factor-not-you = Если вы об этом ничего не знаете, сразу запросите новый пароль и сообщите администратору:

accounts-may-account-read = Видеть, у кого есть учётная запись, роли и приглашения
accounts-may-account-invite = Приглашать людей с любой ролью
accounts-may-organisation-invite = Приглашать людей в организации
accounts-may-account-grant = Давать и забирать роли
accounts-may-account-switch = Отключать и включать учётные записи
accounts-may-account-register = Открывать учётные записи без приглашения
accounts-may-factor-take = Убирать второй фактор у тех, кто его потерял
accounts-may-organisation-add = Добавлять организации и переименовывать их
