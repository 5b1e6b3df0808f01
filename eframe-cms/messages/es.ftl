cms-list-page = Páginas
cms-list-news = Noticias
cms-list-event = Actos
cms-list-faq = Preguntas y respuestas
cms-list-person = Personas
cms-list-partner = Socios
cms-feed-all = Todo lo nuevo
cms-feed-follow = Seguir por canal Atom
cms-list-empty = Aquí todavía no se ha publicado nada. Lo que se publique aparecerá aquí.
cms-list-older = Entradas anteriores

cms-page-crumbs = Está aquí
cms-page-fallback = Esta página aún no está traducida a su idioma. Se muestra en { $language }.
cms-page-since = Última modificación:
cms-page-contents = En esta página
cms-page-below = En esta sección
cms-page-changes = Qué cambió y cuándo
cms-page-first = Primera publicación
cms-page-contact = Quién responde de esta página

cms-event-when = Cuándo
cms-event-where = Dónde
cms-event-calendar = Guardar en su calendario
cms-event-coming = Próximos
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

cms-contact-phone = Teléfono
cms-contact-hours = Horario

cms-may-page-edit = Escribir contenidos, entregarlos y leer borradores
cms-may-page-approve = Aprobar lo que escribieron otros, o devolverlo
cms-may-page-publish = Publicar contenidos y retirarlos
cms-may-page-move = Dar a las páginas otro lugar o dirección
cms-may-menu-edit = Definir los menús
cms-may-content-import = Incorporar contenidos decididos en otra parte
cms-may-content-export = Sacar todos los contenidos en un archivo, con borradores e historial
