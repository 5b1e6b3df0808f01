# Lo que la gente lee de su propia cuenta, y los correos que recibe.

accounts-email-empty = Escriba su dirección de correo
accounts-email-long = Escriba una dirección de 254 caracteres como máximo
accounts-email-form = Escriba una dirección como name@example.org
accounts-password-short = Use al menos { $least } caracteres; una frase de varias palabras se recuerda bien
accounts-password-long = Use { $most } caracteres como máximo
accounts-password-common = Esta contraseña se adivina pronto. Elija palabras ajenas a usted y a este sitio, y no filas de teclas
accounts-token-days = Elija entre 1 y 366 días
accounts-token-scope-empty = Elija qué puede hacer el token
accounts-token-scope-unknown = Elija solo lo que usted mismo puede hacer

accounts-refused-wrong-password = La dirección o la contraseña no es correcta
accounts-refused-current-password = La contraseña actual no es correcta
accounts-refused-throttled = Ha habido demasiados intentos. Espere unos minutos o pida una contraseña nueva
accounts-refused-wrong-code = El código no es correcto o ya se usó. Espere al siguiente
accounts-refused-throttled-code = Ha habido demasiados códigos incorrectos. Espere unos minutos e inténtelo de nuevo
accounts-refused-no-second-factor = Aquí no hay segundo factor
accounts-refused-second-factor-needed = Su función exige un segundo factor. Configúrelo primero; el que hay puede sustituirse, no quitarse
accounts-refused-email-taken = Esta dirección ya tiene una cuenta
accounts-refused-other-account = Esta invitación es para otra persona, no para quien tiene la sesión abierta. Cierre la sesión y vuelva a abrir el enlace.

accounts-field-email = Correo electrónico
accounts-field-password = Contraseña
accounts-field-new-password = Contraseña nueva
accounts-field-current-password = Contraseña actual
accounts-field-code = Código
accounts-field-recovery-code = Código de recuperación
accounts-field-name = Nombre
accounts-field-language = Idioma de sus correos
accounts-field-token-name = Nombre
accounts-field-token-days = Días que dura
accounts-field-token-scope = Qué puede hacer
accounts-hint-password = Al menos { $least } caracteres. Valen los espacios, cualquier escritura y los emojis; no hacen falta cifras ni signos.
accounts-hint-code = Las seis cifras que muestra ahora su aplicación
accounts-hint-recovery-code = 24 letras y cifras; no importan las mayúsculas ni los guiones
accounts-hint-name = Como lo ven los demás
accounts-hint-token-name = El programa que lo usará, como «App de la ciudad»
accounts-hint-token-days = 366 como máximo

accounts-role-administrator = Administración
accounts-role-secretariat = Secretaría
accounts-role-editor = Redacción
accounts-role-reviewer = Revisión
accounts-role-committee = Comité
accounts-role-officer = Responsable
accounts-role-colleague = Colaboración
accounts-role-reader = Lectura

accounts-sign-in-title = Iniciar sesión
accounts-sign-in-submit = Iniciar sesión
accounts-sign-in-forgotten = ¿Ha olvidado su contraseña?
accounts-sign-in-kept = Su sesión había terminado. Inicie sesión y encontrará lo que había escrito.
accounts-sign-in-late = Ha pasado demasiado tiempo, o entretanto se cerró la sesión. Iníciela de nuevo.

accounts-code-title = Escriba su código
accounts-code-lead = La contraseña es correcta. Escriba ahora el código que su aplicación muestra para este sitio.
accounts-code-recovery-lead = La contraseña es correcta. Escriba ahora uno de sus códigos de recuperación; cada uno vale una vez.
accounts-code-by-recovery = Usar un código de recuperación
accounts-code-by-app = Usar el código de la aplicación
accounts-code-begin-anew = Iniciar sesión desde el principio

accounts-factor-title = Segundo factor
accounts-factor-lead = Con un segundo factor, quien averigüe su contraseña tampoco podrá entrar: se pide además un código de una aplicación de su teléfono.
accounts-factor-needed = Su función exige un segundo factor. Configúrelo en «Segundo factor»; hasta entonces no puede hacer nada aquí.
accounts-factor-app = Aplicación que genera códigos
accounts-factor-on = Activo
accounts-factor-off = Sin configurar
accounts-factor-since = desde { $since }
accounts-factor-codes = Códigos de recuperación que quedan
accounts-factor-codes-few = Quedan pocos, cree otros
accounts-factor-renew = Crear nuevos códigos de recuperación
accounts-factor-renew-lead = Recibirá diez códigos nuevos. Los anteriores dejan de valer enseguida.
accounts-factor-remove = Quitar el segundo factor
accounts-factor-remove-lead = Desde entonces bastará la contraseña. Sus códigos de recuperación dejan de valer y se cierra la sesión en los demás navegadores.
accounts-factor-done-app = Desde ahora vale su nueva aplicación. Se ha cerrado la sesión en los demás navegadores.
accounts-factor-done-removed = Se ha quitado su segundo factor y se ha cerrado la sesión en los demás navegadores.

accounts-app-begin = Configurar una aplicación
accounts-app-begin-lead = Necesita una aplicación que genere códigos, como la que recomiende su organización o la de su gestor de contraseñas. Primero escriba su contraseña.
accounts-app-replace = Configurar otra aplicación
accounts-app-next = Continuar
accounts-app-title = Añada este sitio a su aplicación
accounts-app-lead = Lea la imagen con su aplicación y escriba el código que muestre.
accounts-app-picture = Código QR para su aplicación; lo mismo está abajo como texto
accounts-app-by-hand = Si no puede, escriba esta clave en la aplicación; códigos por tiempo, de seis cifras, cada 30 segundos:
accounts-app-submit = Confirmar

accounts-codes-title = Sus códigos de recuperación
accounts-codes-once = Anótelos o imprímalos ahora: nadie podrá volver a mostrarlos.
accounts-codes-says = Cada uno le permite entrar una vez en lugar de la aplicación, el día que la pierda. Guárdelos aparte de su contraseña.
accounts-codes-go-on = Los he guardado, continuar

accounts-reset-title = Pedir una contraseña nueva
accounts-reset-lead = Escriba la dirección con la que inicia sesión. Recibirá un correo con un enlace.
accounts-reset-submit = Enviar el correo
accounts-reset-asked-title = Mire su correo
accounts-reset-asked = Si esta dirección tiene una cuenta, un correo con un enlace está en camino. El enlace vale 24 horas y una sola vez. Si no llega nada, mire en la carpeta de correo no deseado.
accounts-reset-new-title = Elija una contraseña nueva
accounts-reset-new-submit = Guardar la contraseña
accounts-reset-done = Su contraseña nueva está guardada. Inicie sesión con ella.

accounts-dead-title = Este enlace ya no es válido
accounts-dead-says = Se ha usado, se ha retirado o es demasiado antiguo. Si necesita otro, pídalo.

accounts-invitation-title = Tiene una invitación
accounts-invitation-lead = Se abrirá una cuenta para { $email }. Elija una contraseña para ella.
accounts-invitation-join = La invitación añade sus funciones a su cuenta.
accounts-invitation-submit = Aceptar la invitación
accounts-invitation-sign-in-first = Esta dirección tiene una cuenta. Inicie sesión y acepte la invitación.
accounts-invitation-done = Le damos la bienvenida. Las funciones de la invitación son suyas.

accounts-first-title = Ser quien administra primero
accounts-first-lead = Nadie administra todavía este sitio. Quien rellene este formulario lo hará, e invitará a los demás.
accounts-first-submit = Administrar el sitio
accounts-first-done = Usted administra este sitio.

accounts-overview-title = Su cuenta
accounts-overview-roles = Funciones
accounts-overview-no-roles = Ninguna todavía
accounts-overview-data = Todo sobre usted
accounts-overview-role-for = { $role }, { $organisation }
accounts-overview-people = Personas y funciones
accounts-overview-sign-out = Cerrar sesión

accounts-profile-title = Nombre e idioma
accounts-profile-submit = Guardar
accounts-profile-done = Guardado.

accounts-password-title = Cambiar la contraseña
accounts-password-lead = Se cerrará su sesión en todos los demás navegadores.
accounts-password-submit = Cambiar la contraseña
accounts-password-done = Su contraseña ha cambiado y se ha cerrado la sesión en los demás navegadores.

accounts-sessions-title = Dónde tiene la sesión abierta
accounts-sessions-lead = Si no reconoce alguna, ciérrela y cambie su contraseña.
accounts-sessions-browser = Navegador
accounts-sessions-unnamed = Desconocido
accounts-sessions-started = Inicio
accounts-sessions-seen = Último uso
accounts-sessions-this = Esta
accounts-sessions-end = Cerrar
accounts-sessions-end-others = Cerrar todas las demás
accounts-sessions-done = Cerrada.

accounts-tokens-title = Tokens para programas
accounts-tokens-says = Un programa que muestra un token actúa en su nombre. Dé a cada programa el suyo.
accounts-tokens-none = No tiene ningún token.
accounts-tokens-new = Crear un token
accounts-tokens-lead = Su texto se muestra una sola vez, justo después.
accounts-tokens-submit = Crear
accounts-tokens-scope-all = Todo lo que yo puedo hacer
accounts-tokens-scope-all-says = También lo que pueda hacer en el futuro. Déselo a un programa solo si lo necesita todo.
accounts-tokens-made-title = Su nuevo token
accounts-tokens-made = Cópielo ahora: nadie podrá volver a mostrarlo.
accounts-tokens-made-on = Creado
accounts-tokens-expires = Válido hasta
accounts-tokens-over = Caducado
accounts-tokens-revoke = Revocar
accounts-tokens-done = Revocado.

accounts-mail-greeting = Estimado/a { $name }:
accounts-mail-invited-subject = Su invitación a { $site }
accounts-mail-invited = Le invitamos a trabajar con { $site }.
accounts-mail-invited-by = { $person } le invita a trabajar con { $site }.
accounts-mail-invited-for = Actuará en nombre de: { $organisations }.
accounts-mail-invited-and = { ", " }
accounts-mail-invited-link = Este enlace le da acceso:
accounts-mail-invited-until = Es válido hasta { $until } y una sola vez.
accounts-mail-unasked = Si no sabe de qué se trata, no tiene que hacer nada.
accounts-mail-reset-subject = Su contraseña nueva
accounts-mail-reset = Alguien ha pedido una contraseña nueva para su cuenta. Elíjala con este enlace:
accounts-mail-reset-until = Es válido hasta { $until } y una sola vez.
accounts-mail-unasked-reset = Si no ha sido usted, no tiene que hacer nada: su contraseña sigue igual.
accounts-mail-changed-subject = Su contraseña ha cambiado
accounts-mail-changed = La contraseña de su cuenta ha cambiado y se ha cerrado la sesión en todos los navegadores.
accounts-mail-changed-not-you = Si no ha sido usted, pida una contraseña nueva de inmediato:
accounts-mail-factor-added-subject = Se ha añadido un segundo factor a su cuenta
accounts-mail-factor-added = Se ha añadido a su cuenta un segundo factor, una aplicación que genera códigos, y se ha cerrado la sesión en los demás navegadores.
accounts-mail-factor-replaced = La aplicación que genera los códigos de su cuenta se ha sustituido por otra y se ha cerrado la sesión en los demás navegadores.
accounts-mail-factor-removed-subject = Se ha quitado el segundo factor de su cuenta
accounts-mail-factor-removed = Se ha quitado el segundo factor de su cuenta y se ha cerrado la sesión en los demás navegadores.
accounts-mail-factor-taken = La administración ha quitado el segundo factor de su cuenta y se ha cerrado la sesión en todos los navegadores. Puede configurar otro al iniciar sesión.
accounts-mail-recovery-made-subject = Nuevos códigos de recuperación para su cuenta
accounts-mail-recovery-made = Se han creado nuevos códigos de recuperación para su cuenta. Los anteriores ya no valen.
accounts-mail-recovery-used-subject = Se ha usado un código de recuperación
accounts-mail-recovery-used = Alguien ha entrado en su cuenta con un código de recuperación. Códigos que quedan: { $left }.
accounts-mail-factor-not-you = Si no sabe nada de esto, pida una contraseña nueva de inmediato y avise a la administración:

accounts-may-account-read = Ver quién tiene cuenta, con sus roles e invitaciones
accounts-may-account-invite = Invitar a personas con cualquier rol
accounts-may-organisation-invite = Invitar a personas a organizaciones
accounts-may-account-grant = Dar y quitar roles
accounts-may-account-switch = Desactivar y activar cuentas
accounts-may-account-register = Abrir cuentas sin invitación
accounts-may-factor-take = Quitar el segundo factor a quien lo perdió
accounts-may-organisation-add = Añadir organizaciones y cambiar su nombre
