# Lo que dice toda página, sea del bloque que sea.

core-frame-skip = Ir al contenido
core-frame-languages = Idiomas
core-frame-navigation = Secciones
core-frame-sections = En esta sección
core-frame-footer = Contacto y más información
core-frame-banners = Avisos
core-frame-warning = Advertencia:
core-frame-in-english = La parte interna aún no está disponible en su idioma, por lo que se muestra en inglés.

core-form-all = Todo
core-form-cancel = Cancelar
core-confirm-back = No, volver
core-form-optional = (opcional)
core-form-error = Error:
core-form-errors = { $count ->
    [one] Hay que corregir un dato
   *[other] Hay que corregir { $count } datos
}
core-form-kept = Su sesión había terminado. Hemos conservado lo que escribió: revíselo y envíelo de nuevo.
core-form-stands = Lo que figura ahora

core-field-required = Rellene este campo
core-field-characters = Quite los caracteres que no se pueden mostrar
core-field-long = Use { $max } caracteres como máximo
core-field-email = Escriba una dirección de correo como name@example.org
core-field-choose = Elija una de las respuestas
core-field-date = Escriba una fecha como 2026-11-23
core-field-local-time = Escriba una fecha y una hora
core-field-number = Escriba un número entero de { $min } a { $max }

core-file-required = Elija un archivo
core-file-taken = { $kinds }, como máximo { $max } MB
core-file-empty = Este archivo está vacío. Elija otro
core-file-large = Este archivo supera los { $max } MB. Elija uno más pequeño
core-file-kind = No se aceptan archivos de este tipo. Elija uno de estos: { $kinds }
core-file-other-kind = Este archivo es de tipo { $found }. Elija uno de estos: { $kinds }
core-file-pixels = Esta imagen tiene más de { $max } millones de píxeles. Redúzcala y elíjala de nuevo
core-file-damaged = Este archivo está incompleto o dañado. Guárdelo de nuevo y vuelva a elegirlo
core-file-many = { $max ->
    [one] Elija un solo archivo
   *[other] Elija como máximo { $max } archivos
}

core-paging-label = Páginas de esta lista
core-paging-previous = Página anterior
core-paging-next = Página siguiente

core-chart-figures = Mostrar las cifras

core-problem-invalid-title = No hemos entendido la solicitud
core-problem-invalid-says = Algo en la dirección o en el formulario no es correcto. Vuelva atrás, revíselo e inténtelo de nuevo.
core-problem-sign-in-title = Inicie sesión primero
core-problem-sign-in-says = Esta página es para quienes han iniciado sesión, y nadie lo ha hecho. Inicie sesión y vuelva.
core-problem-forbidden-title = No tiene permiso para hacer esto
core-problem-forbidden-says = Su cuenta no tiene acceso a esta página o acción. Si lo necesita, pídalo a un administrador.
core-problem-not-found-title = Página no encontrada
core-problem-not-found-says = En esta dirección no hay ninguna página, o no es pública. Compruebe la dirección o empiece por la portada.
core-problem-gone-title = Esta página ya no está aquí
core-problem-gone-says = Se retiró a propósito. Desde la portada puede llegar a lo vigente.
core-problem-conflict-title = Otra persona se ha adelantado
core-problem-conflict-says = Esto cambió después de que usted lo abriera, así que no se ha guardado nada suyo. Vuelva atrás, recargue la página y mire qué ha cambiado.
core-problem-too-many-title = Demasiados intentos
core-problem-too-many-says = Espere unos minutos e inténtelo de nuevo.
core-problem-large-title = Lo que ha enviado es demasiado grande
core-problem-large-says = No se ha guardado nada. Vuelva atrás, elija un archivo más pequeño o acorte el texto y envíelo de nuevo.
core-problem-full-title = No hay espacio para archivos
core-problem-full-says = No se ha guardado nada. Quien gestiona este servicio debe liberar espacio; inténtelo más tarde.
core-problem-broken-title = Algo ha fallado por nuestra parte
core-problem-broken-says = No se ha cambiado nada. Inténtelo de nuevo en unos minutos; si vuelve a ocurrir, escríbanos.
core-problem-unavailable-title = No disponible en este momento
core-problem-unavailable-says = El servicio está saturado o en mantenimiento. No se ha cambiado nada. Inténtelo de nuevo en unos minutos.
core-problem-home = Ir a la portada
core-problem-reference = Si nos escribe, indique esta referencia: { $reference }

core-may-outbox-retry = Ver lo que no se pudo entregar y volver a intentarlo
core-may-person-export = Entregar todo lo que se guarda de una persona
core-may-person-erase = Borrar a una persona de todo

core-own-data = Todo sobre usted
core-own-data-lead = Todo lo que este sitio guarda de usted, en un solo archivo: su cuenta, lo que escribió, decidió y aceptó.
core-own-data-take = Descargar el archivo
