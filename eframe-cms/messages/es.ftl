cms-list-page = Páginas
cms-list-news = Noticias
cms-list-event = Actos
cms-list-faq = Preguntas y respuestas
cms-list-person = Personas
cms-list-partner = Socios
cms-list-document = Documentos
cms-list-banner = Avisos
cms-feed-all = Todo lo nuevo
cms-feed-follow = Seguir por canal Atom
cms-list-empty = Aquí todavía no se ha publicado nada. Lo que se publique aparecerá aquí.
cms-list-older = Entradas anteriores

cms-page-crumbs = Está aquí
cms-page-fallback = Esta página aún no está traducida a su idioma. Se muestra en { $language }.
cms-page-since = Última modificación:
cms-page-contents = En esta página
cms-page-below = En esta sección
cms-page-day = La página tal como estaba al final de un día
cms-page-day-show = Ver ese día
cms-page-changes = Qué cambió y cuándo
cms-page-first = Primera publicación
cms-page-contact = Quién responde de esta página

cms-search-title = Buscar
cms-search-for = Buscar: { $words }
cms-search-here = Buscar en este sitio
cms-search-words = Palabras
cms-search-submit = Buscar
cms-search-kind = Tipo
cms-search-language = Idioma
cms-search-count = { $count ->
    [one] Se encontró una página
   *[other] Se encontraron { $count } páginas
}
cms-search-more = Al menos { $count } páginas tienen esto. Primero las más adecuadas; añada una palabra para encontrar otras.
cms-search-foreign = En otros idiomas
cms-search-none = Nada contiene todas estas palabras.
cms-search-meant = Quizá quiso decir:
cms-search-fewer = Con una palabra menos sí hay resultados:
cms-search-unfiltered = Buscar en todo y en todos los idiomas
cms-search-advice = Pruebe con menos palabras o con otras, o consulte las listas del menú.
cms-search-how = Escriba palabras; se encuentran las páginas que las tienen todas. Ponga entre comillas las que van juntas.
cms-search-first = Primera página de resultados
cms-search-describes = Buscar en { $site }
cms-search-empty = Escriba una palabra que buscar
cms-search-long = Use como máximo 200 caracteres y 12 palabras

cms-page-again = Publicada de nuevo
cms-page-end = Retirada
cms-page-office = Responde de esta página:
cms-page-review = Se revisará a más tardar el
cms-page-back-to = De nuevo el texto del { $day }

cms-preview-banner = Es un borrador. No está publicado y nadie ha decidido sobre él. El enlace que se lo muestra funciona hasta el

cms-day-banner = Así decía la página al final del día
cms-day-old = Puede haber quedado anticuada.
cms-day-today = Leerla como está hoy
cms-day-then = Ver la página del { $day }

cms-ended-withdrawn = Esta página fue retirada.
cms-ended-substitute = Esta página fue sustituida por otra.
cms-ended-gone = Esta página ya no se ofrece.
cms-ended-no-more = De ese día no se muestra nada de esta página.
cms-ended-not-yet = Ese día todavía no había nada aquí.
cms-ended-ahead = Ese día aún no ha llegado.
cms-ended-first = Publicada por primera vez el
cms-ended-since = Retirada el
cms-ended-successor = Ir a la página que la sustituye
cms-ended-past = Leer lo que decía

cms-mail-greeting = Hola, { $name }:
cms-mail-link = Aquí puede verlo todo:
cms-mail-parked-subject = Algo no pudo hacerse a su hora
cms-mail-parked-publish = El texto en { $language } debía publicarse el { $at } ({ $zone }) y no fue posible. El motivo:
cms-mail-parked-end = El texto en { $language } debía retirarse el { $at } ({ $zone }) y no fue posible. El motivo:
cms-mail-reviews-subject = Textos que revisar
cms-mail-reviews-text = { $count ->
    [one] Hay que revisar un texto del que usted responde. Corrija lo anticuado o fije un día posterior.
   *[other] Hay que revisar { $count } textos de los que usted responde. Corrija lo anticuado o fije un día posterior.
}

cms-plan-why-stage = No está en la etapa necesaria: fue cambiado, devuelto o no está publicado.
cms-plan-why-changed = Fue cambiado después de aprobarse.
cms-plan-why-approval = Las reglas vigentes piden más aprobaciones.
cms-plan-why-unfit = Hay algo que corregir antes de publicarlo.
cms-plan-why-target = La página a la que debía llevar no está publicada.
cms-plan-why-fault = El programa falló al hacerlo.
cms-plan-why-other = Las reglas no lo permiten.

cms-event-when = Cuándo
cms-event-where = Dónde
cms-event-calendar = Guardar en su calendario
cms-event-coming = Próximos
cms-event-further = Más actos próximos
cms-event-past = Pasados
cms-event-none = Por ahora no hay ninguna fecha. La próxima se anunciará aquí.

cms-person-office = Cargo
cms-person-organisation = Organización
cms-person-email = Correo

cms-partner-website = Visitar su sitio

cms-figure-what = Indicador
cms-figure-value = Valor
cms-figure-source = Fuente
cms-figure-date = A fecha de
cms-file-kilobytes = { $kind }, { $size } kB
cms-file-megabytes = { $kind }, { $size } MB
cms-picture-credit = Imagen: { $name }
cms-picture-large = Imagen { $number }, ampliada

cms-contact-phone = Teléfono
cms-contact-hours = Horario

cms-may-page-edit = Escribir contenidos, entregarlos y leer borradores
cms-may-page-approve = Aprobar lo que escribieron otros, o devolverlo
cms-may-page-publish = Publicar contenidos y retirarlos
cms-may-page-move = Dar a las páginas otro lugar o dirección
cms-may-menu-edit = Definir los menús
cms-may-content-import = Incorporar contenidos decididos en otra parte
cms-may-content-export = Sacar todos los contenidos en un archivo, con borradores e historial
