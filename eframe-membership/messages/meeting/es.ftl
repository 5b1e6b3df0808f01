membership-field-starts-form = Escriba el día y la hora
membership-field-starts-gap = En esta zona se adelantan los relojes en ese momento y esa hora no existe. Elija otra
membership-field-starts-twice = En esta zona se atrasan los relojes en ese momento y esa hora se repite. Diga cuál de las dos es
membership-field-starts-past = Ese día ya pasó. Elija hoy o uno posterior
membership-field-zone-unknown = Escriba una zona horaria, como Asia/Seoul o Europe/Berlin
membership-field-choice-empty = Elija sí, no o abstención
membership-field-term-from = Escriba un día a partir de 1900
membership-field-term-backwards = El último día es anterior al primero
membership-field-term-long = Un mandato no dura más de lo que dicen los estatutos: como máximo hasta el { $last }
membership-field-term-end = Elija un día del mandato anterior al último
membership-field-body-unknown = Elija un órgano de los estatutos
membership-field-office-unknown = Elija un cargo de este órgano
membership-meeting-stage-planned = Prevista
membership-meeting-stage-open = Abierta
membership-meeting-stage-closed = Cerrada
membership-meeting-stage-called-off = Cancelada
membership-meeting-off = Esta reunión no se celebra.
membership-item-stage-pending = Aún no llamado
membership-item-stage-open = Se vota
membership-item-stage-closed = Votación cerrada, falta contar
membership-item-stage-decided = Decidido
membership-item-stage-deferred = Aplazado
membership-choice-yes = Sí
membership-choice-no = No
membership-choice-abstain = Abstención
membership-choice-unread = Papeleta ilegible
membership-outcome-carried = Aprobado
membership-outcome-carried-chair = Aprobado por el voto de la presidencia en un empate
membership-outcome-rejected = Rechazado
membership-outcome-rejected-chair = Rechazado por el voto de la presidencia en un empate
membership-outcome-rejected-tie = Rechazado: un empate se pierde
membership-outcome-inquorate = Sin resultado: falta quórum
membership-outcome-tied = Sin resultado: empate que la presidencia no resolvió
membership-outcome-no-result = Sin resultado: no hubo votos que contar
membership-why-off-the-agenda = Se retiró del orden del día antes de la reunión.
membership-why-not-reached = La reunión terminó antes de llegar a este punto.
membership-why-called-off = La reunión se canceló.
membership-why-inquorate = Había muy pocos miembros presentes para decidir.
membership-why-tied = Hubo empate y nadie lo resolvió.
membership-why-no-result = No hubo votos que contar.
membership-why-rejected = El órgano votó en contra.
membership-proof-quorum = { $present } de { $entitled } presentes, se necesitan { $needed }: { $quorate ->
    [yes] hay quórum
   *[no] no hay quórum
}
membership-proof-majority = { $yes } a favor de { $base } = { $percent } %, { $limit }
membership-proof-percent = { $percent } %
membership-proof-over = más de { $part }
membership-proof-not-over = no más de { $part }
membership-proof-at-least = al menos { $part }
membership-proof-under = menos de { $part }
membership-proof-all = todos
membership-proof-not-all = no todos
membership-rule-more-than = más de { $part }
membership-rule-at-least = al menos { $part }
membership-rule-all = todos
membership-rule-quorum = De quienes tienen voto, deben estar presentes { $part }.
membership-rule-quorum-number = Deben estar presentes { $number } de quienes tienen voto.
membership-rule-of-present = Se aprueba con el sí de { $part } de los presentes.
membership-rule-of-entitled = Se aprueba con el sí de { $part } de quienes tienen voto.
membership-rule-of-yes-and-no = Se aprueba con { $part } de los votos a favor y en contra; las abstenciones no cuentan.
membership-rule-of-cast = Se aprueba con { $part } de los votos emitidos.
membership-rule-tie-chair = En caso de empate decide el voto de la presidencia.
membership-rule-tie-fails = Un empate se pierde.
membership-minutes-of = Acta { $number }
membership-minutes-opened = Apertura
membership-minutes-closed = Cierre
membership-minutes-at-close = Presentes al final
membership-minutes-application = Solicitud { $number }
membership-minutes-deferred = Aplazado sin votación
membership-minutes-nothing = El orden del día de esta reunión estaba vacío.
membership-minutes-chair = Presidencia
membership-minutes-rules = Reglas de esta votación
membership-minutes-recount = Recuento
membership-minutes-recounts = El mismo resultado
membership-minutes-differs = Otro resultado
membership-minutes-no-vote = Presentes sin votar
membership-minutes-sha256 = SHA-256 de la votación publicada ({ $matter }):
membership-minutes-matter = { $number }, { $name }
membership-minutes-matter-kind = { $number }, { $name }, { $kind }
membership-minutes-file = Descargar esta votación (JSON) y volver a contarla
membership-minutes-roll = Lista de votantes
membership-minutes-roll-says = Quedó fijada al abrir la reunión. Lo que cambió después no cambió nada en estas votaciones.
membership-minutes-member = Miembro
membership-minutes-vote = Voto
membership-minutes-there = Al final
membership-minutes-may = Con voto
membership-minutes-may-not = Sin voto
membership-minutes-present = Presente
membership-minutes-absent = Ausente
membership-minutes-check = Comprobar esta acta
membership-minutes-check-says = Quien tenga una copia impresa encuentra el original en esta dirección, con los votos contados de nuevo cada vez que se muestra:
membership-minutes-data = Esta acta como datos (JSON)
membership-minutes-unknown-title = Acta de una reunión
membership-minutes-unknown = Ningún acta tiene el código { $code }.
membership-minutes-unknown-why = Escriba la dirección tal como figura en la copia impresa. Las actas aparecen al cerrar la reunión.
membership-minutes-to-register = Al registro
membership-holders-count = { $count ->
    [one] { $count } miembro ocupa
   *[other] { $count } miembros ocupan
} un cargo el { $day }; hay { $seats } puestos.
membership-holders-on = En el día
membership-holders-show = Mostrar
membership-holders-today = Tal como es hoy
membership-holders-office = Cargo
membership-holders-from = Desde
membership-holders-until = Hasta
membership-holders-none = Nadie ocupaba un cargo ese día. La Secretaría anota los mandatos cuando se otorgan.
membership-holders-how = Cómo decide
membership-holders-years = Un mandato dura { $years ->
    [one] { $years } año
   *[other] { $years } años
}.
membership-minutes-rules-of-all = Reglas de las votaciones

# Mails
membership-mail-meeting-link = Aquí puede leer el orden del día, indicar su asistencia y votar:
membership-mail-meeting-about = Reunión { $number }. Recibe este correo porque vota por { $organisation }.
membership-mail-meeting-planned-subject = { $body }: { $time }
membership-mail-meeting-planned-text =
    { $organisation } tiene un puesto en: { $body }. Se reúne: { $title }.
    Hora: { $time } ({ $zone })
membership-mail-meeting-moved-subject = { $body }: otra hora, { $time }
membership-mail-meeting-moved-text =
    La reunión «{ $title }» ({ $body }) tiene ahora otra hora.
    Nueva hora: { $time } ({ $zone })
membership-mail-meeting-off-subject = { $body }: reunión cancelada, { $time }
membership-mail-meeting-off-text =
    La reunión «{ $title }» ({ $body }) del { $time } ({ $zone }) no se celebra.
    { $reason }

# Own pages
membership-voting-meetings = Reuniones y votaciones
membership-voting-lead = Las reuniones de los órganos a los que pertenece su organización.
membership-voting-back-own = Su membresía
membership-voting-none = Todavía no hay ninguna reunión. Verá una aquí en cuanto la Secretaría convoque a un órgano al que pertenece.
membership-voting-back = Todas sus reuniones
membership-voting-back-to = Volver a
membership-voting-again = Actualizar
membership-voting-minutes = Leer el acta
membership-voting-agenda = Orden del día
membership-voting-no-agenda = El orden del día está vacío por ahora.
membership-voting-read = Leer la solicitud
membership-voting-how = El voto de
membership-voting-next = Un voto es firme: no se puede cambiar. Lo que votó cada miembro se publica en el acta.
membership-voting-submit = Emitir el voto
membership-voting-cast = Votado: { $choice }
membership-voting-already = El voto se emitió antes: { $choice }, por { $by }. Es firme.
membership-voting-seats = Su lugar en la reunión
membership-voting-no-roll = La lista de votantes se hace al abrir la reunión.
membership-voting-no-seat = No vota por ningún miembro de este órgano.
membership-voting-attend = Estamos presentes
membership-voting-leave = Nos vamos
membership-voting-done-attend = Consta como presente.
membership-voting-done-leave = Consta como ausente.
membership-voting-done-vote = El voto está registrado.
membership-matter-own-name = Su propio nombre
membership-matter-kind = Quiere adherirse como
membership-matter-country = País
membership-matter-population = Población
membership-matter-website = Sitio web
membership-matter-motivation = Por qué quiere adherirse
membership-matter-signatory = Firmada por
membership-matter-signed = Firmada
membership-matter-fingerprint = Huella de lo firmado
