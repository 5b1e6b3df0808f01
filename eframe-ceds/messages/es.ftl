ceds-percent = { $number } %

ceds-facts-city = Nombre de su ciudad
ceds-facts-yes = Sí
ceds-facts-no = No

ceds-stage-draft = Se está respondiendo
ceds-stage-submitted = Entregada
ceds-stage-returned = Devuelta con preguntas
ceds-stage-frozen = Cerrada
ceds-stage-withdrawn = Retirada
ceds-meaning-draft = Usted y sus colegas responden. Lo que guardan se conserva; nadie fuera de su ciudad lo lee todavía.
ceds-meaning-submitted = Alguien revisa sus respuestas. Ahora no se pueden cambiar.
ceds-meaning-returned = Responda lo que se pregunta y entréguela de nuevo.
ceds-meaning-frozen = Las puntuaciones están cerradas y no cambian nunca.
ceds-meaning-withdrawn = La ciudad la retiró.
ceds-meaning-closed = El plazo para responder ha terminado. Lo que respondió se conserva.

ceds-state-answered = Respondida
ceds-state-unanswered = Sin respuesta
ceds-state-settled = No se pregunta, porque no existe
ceds-state-open = Dejarla abierta por ahora
ceds-state-not-applicable = No puede aplicarse a nuestra ciudad
ceds-state-not-relevant = No lo necesitamos
ceds-state-hint-not-applicable = La ciudad no tiene esa tarea en absoluto. No cuenta.
ceds-state-hint-not-relevant = Podría existir y la ciudad no lo quiere. Cuenta como 0.

ceds-progress-count = { $answered } de { $due } respondidas
ceds-progress-whole = Completa
ceds-progress-begun = Empezada
ceds-progress-not-begun = Sin empezar

ceds-own-title = Diagnóstico
ceds-own-lead = Su ciudad se mira a sí misma: si está preparada para el gobierno digital, y qué sistemas tiene y usa.
ceds-own-about = Qué es el diagnóstico
ceds-own-city = Su ciudad
ceds-own-none = Usted no responde por ninguna ciudad. Pida una invitación a quien dirige el diagnóstico en la suya.
ceds-own-no-round = Ahora no hay ninguna ronda abierta. Cuando se abra una, podrá empezar aquí.
ceds-own-until = Se reciben respuestas hasta el { $day } ({ $zone }).
ceds-own-begin-in = Empezar: { $round }
ceds-own-begin = Empezar la evaluación
ceds-own-begin-lead = Lo que se sabe de su ciudad decide qué preguntas se hacen y con quién se la compara.
ceds-own-begin-next = Puede cambiarlo después. Luego vienen las preguntas, sección por sección.
ceds-own-facts = Sobre la ciudad
ceds-own-facts-lead = Lo que se sabe de su ciudad decide qué preguntas se hacen y con quién se la compara.
ceds-own-done-begun = La evaluación ha empezado. Reparta las secciones o respóndalas usted.
ceds-own-done-saved = Guardado.
ceds-own-done-consent = Guardado. Puede cambiarlo en cualquier momento.
ceds-own-done-submitted = Entregada. Alguien la revisa ahora.
ceds-own-done-withdrawn = La evaluación está retirada.
ceds-own-sections = Secciones
ceds-own-questions = Lo que se le pregunta
ceds-own-go-on = Seguir con: { $section }
ceds-own-who = Se pidió responder a:
ceds-own-more = Más
ceds-own-consent-now = Quién lo sabe:
ceds-own-pages = Páginas de esta sección
ceds-own-page = Preguntas { $first } a { $last }
ceds-own-not-open = Ahora no se reciben respuestas. Puede leer lo que se respondió.
ceds-own-not-asked = No se aplica a su ciudad, según lo que se sabe de ella.
ceds-own-number = Valor
ceds-own-why = Nota, pruebas, comentarios
ceds-own-evidence = Pruebas que buscar:
ceds-own-note = Por qué lo eligió
ceds-own-links = Enlaces a pruebas
ceds-own-links-hint = Una dirección por línea, que empiece por https://
ceds-own-files = Archivos y comentarios
ceds-own-by = Respondió
ceds-own-save = Guardar
ceds-own-save-on = Guardar y seguir
ceds-own-save-later = Guardar y salir
ceds-own-back = Atrás
ceds-own-section-next = Se guarda todo lo de esta página. Puede dejar preguntas abiertas y volver a ellas.
ceds-own-saving = Guardando
ceds-own-saved-all = Todo guardado
ceds-own-offline = Aún sin guardar: no hay conexión. Lo que escribió sigue en esta página y se enviará de nuevo.
ceds-own-unsaved = Sin guardar: pulse un botón para ver por qué.
ceds-own-stale = { $question }: alguien la respondió entretanto. Su respuesta sigue aquí: guarde de nuevo para ponerla en lugar de la otra.
ceds-own-theirs = { $name } respondió entretanto:
ceds-own-theirs-next = Su respuesta está debajo. Guarde para ponerla en lugar de esta, o salga de la página para conservar esta.
ceds-own-check = Revisar y entregar
ceds-own-check-lead = Mire lo que está abierto. Nada es obligatorio, pero una sección con pocas respuestas no recibe puntuación.
ceds-own-check-next = Después, las respuestas no cambian a menos que se le devuelvan.
ceds-own-lacks = Sin puntuación: hay que responder { $share } de la sección, según su peso.
ceds-own-unanswered = { $count ->
    [one] Una pregunta está abierta
   *[other] { $count } preguntas están abiertas
}
ceds-own-anyway = Entregarla igualmente, con secciones sin puntuación
ceds-own-hand-in = Entregar la evaluación
ceds-own-not-yet = Todavía no
ceds-own-for-another = La entrega quien dirige la evaluación de su ciudad.
ceds-own-team = Colegas
ceds-own-withdraw = Retirar la evaluación
ceds-own-withdraw-question = ¿Retirar esta evaluación?
ceds-own-withdraw-consequence = Termina aquí y no recibe puntuaciones. Mientras la ronda esté abierta, puede empezar otra.

ceds-team-lead = Pregunte a los colegas que saben. Responden sus secciones; todas las personas de su ciudad pueden leer y responder todas.
ceds-team-empty = Aún no se pidió a nadie. Pida abajo al primer colega.
ceds-team-address = Correo de un colega
ceds-team-address-hint = La dirección con la que entra o es invitado
ceds-team-language = Idioma del correo
ceds-team-sections = Secciones que debe responder
ceds-team-sections-hint = Puede cambiarlo en cualquier momento.
ceds-team-ask = Pedir a un colega
ceds-team-submit = Pedir
ceds-team-next = A esta dirección llega un correo con lo que pide. Quien aún no tiene cuenta recibe una invitación.
ceds-team-invite = Invitar a alguien a su ciudad
ceds-team-change = Cambiar secciones
ceds-team-leave = No pedir más
ceds-team-no-account = Aún sin cuenta
ceds-team-no-section = Sin sección propia
ceds-team-done-asked = Pedido.
ceds-team-done-left = Ya no se le pide. Lo que respondió se conserva.

ceds-question-answer = La respuesta
ceds-question-files = Archivos
ceds-question-file = Añadir un archivo
ceds-question-add = Añadir
ceds-question-no-files = Aún no hay archivos. Añada lo que muestre que la respuesta es cierta.
ceds-question-remove = Quitar
ceds-question-remove-question = ¿Quitar { $file }?
ceds-question-remove-consequence = Su contenido se borra al cabo de un día.
ceds-question-remarks = Comentarios
ceds-question-remark = Diga algo sobre esta pregunta
ceds-question-say = Decirlo
ceds-question-done-said = Dicho.
ceds-question-done-added = El archivo está añadido.
ceds-question-done-removed = El archivo está quitado.

ceds-consent-title = Quién lo sabe
ceds-consent-lead = Sus respuestas y puntuaciones son suyas. Usted decide qué saben otros de ellas, y puede cambiarlo en cualquier momento.
ceds-consent-question = ¿Qué pueden saber otros?
ceds-consent-next = Los grupos de menos de seis ciudades no se muestran nunca, y cada cifra procede de al menos tres ciudades y está redondeada.
ceds-consent-nothing = Nada
ceds-consent-compared = Cifras sin nuestro nombre
ceds-consent-named = Cifras, y que participamos
ceds-consent-hint-nothing = Sus puntuaciones no entran en ninguna comparación. Los grupos que las incluían dejan de mostrarse a todos.
ceds-consent-hint-compared = Sus puntuaciones están entre las que forman las medianas. Su nombre no se muestra.
ceds-consent-hint-named = Lo mismo, y su nombre figura entre las ciudades comparadas. Sus puntuaciones siguen siendo suyas.

ceds-chart-described = Las mismas cifras están en la tabla de abajo.

ceds-report-title = Informe
ceds-report-so-far = Informe hasta ahora
ceds-report-of = Informe: { $city }
ceds-report-preview = Sin cerrar
ceds-report-preview-lead = Esto es lo que dan las respuestas de hoy. Cambia con ellas.
ceds-report-drifted = Calculado de nuevo
ceds-report-drifted-lead = Una versión posterior del programa calcula algunas puntuaciones de otro modo. Valen las congeladas; las tablas de abajo explican el cálculo de hoy.
ceds-report-settled = Cerrado
ceds-report-today = hoy
ceds-report-whole = En una cifra
ceds-report-none = Aún no hay puntuación: falta demasiado por responder. Lo respondido se muestra abajo.
ceds-report-coverage = Está respondido { $share } de lo que se aplica a la ciudad.
ceds-report-levels = Nivel por dimensión
ceds-report-radar = Perfil
ceds-report-own-score = Puntuación propia
ceds-report-peers-median = Mediana de ciudades similares
ceds-report-target = Comienzo de la etapa siguiente
ceds-report-dimension = Dimensión
ceds-report-score = Puntuación
ceds-report-stage = Etapa
ceds-report-why = Por qué
ceds-report-gap = Falta
ceds-report-no-score = sin puntuación
ceds-report-rules = La regla de cada nivel
ceds-report-rule = Empieza en { $from }; { $next } empieza en { $at }.
ceds-report-rule-top = Empieza en { $from }; es la más alta.
ceds-report-gaps = Qué hacer ahora
ceds-report-gaps-lead = Lo que más sube la puntuación va primero.
ceds-report-gaps-to-target = Hasta la etapa siguiente
ceds-report-next = Próximo paso:
ceds-report-room = Hasta { $points } puntos para la puntuación total
ceds-report-brings = Aporta { $points } puntos a la puntuación total
ceds-report-strengths = Puntos fuertes
ceds-report-missing = Sin respuesta
ceds-report-missing-lead = { $count ->
    [one] Una pregunta que se aplica está abierta. Sin respuesta no es lo mismo que no: resta certeza a la puntuación.
   *[other] { $count } preguntas que se aplican están abiertas. Sin respuesta no es lo mismo que no: resta certeza a la puntuación.
}
ceds-report-peers = Junto a otras ciudades
ceds-report-no-peers = Las ciudades se comparan cuando se cierra la ronda.
ceds-report-all-cities = Todas las ciudades que aceptaron compararse
ceds-report-cities = { $count ->
    [one] Una ciudad.
   *[other] { $count } ciudades.
}
ceds-report-among = Entre ellas:
ceds-report-quarter = Un cuarto está por debajo
ceds-report-median = La mitad está por debajo
ceds-report-three-quarters = Tres cuartos están por debajo
ceds-report-history = A lo largo de los años
ceds-report-editions = Entre rondas marcadas con un signo cambiaron las preguntas. Allí una diferencia puede venir de las preguntas y no de la ciudad.
ceds-report-other-edition = Otras preguntas que en la ronda anterior
ceds-report-assessment = Ronda
ceds-report-note = Nota
ceds-report-print = Imprima esta página para un informe en papel. Como datos:
ceds-report-csv = CSV
ceds-report-json = JSON
ceds-report-xlsx = XLSX
ceds-report-weight = { $share } del nivel superior
ceds-report-explained = Cada respuesta tiene su puntuación, aporta sus puntos al total y podría aportar más.
ceds-report-line = Puntuación { $score } · aporta { $points } puntos · hasta { $room } más

ceds-hidden-too-few = Menos de seis ciudades de este grupo aceptaron compararse: hacen falta cinco además de cualquiera de ellas.
ceds-hidden-would-tell = Junto a otro grupo, sus cifras revelarían ciudades concretas.
ceds-hidden-taken-back = Una ciudad retiró su acuerdo.

ceds-field-address-wrong = Esto no es una dirección de correo
ceds-field-answers-many = Demasiadas respuestas a la vez
ceds-field-city-empty = Escriba el nombre de su ciudad
ceds-field-city-long = Acorte el nombre de su ciudad
ceds-field-closes-before = El último día es anterior al primero
ceds-field-facts-wrong = No es una de las respuestas, o no es un número
ceds-field-file-many = La evaluación tiene tantos archivos como admite
ceds-field-given-unknown = Elija una de las respuestas
ceds-field-links-many = Diez enlaces como máximo
ceds-field-links-wrong = Un enlace empieza por https:// y no tiene espacios
ceds-field-name-empty = Escriba el nombre de la ronda
ceds-field-name-long = Acorte el nombre de la ronda
ceds-field-note-long = Acorte la nota a 4000 caracteres
ceds-field-question-twice = La pregunta está respondida dos veces
ceds-field-question-unknown = No hay tal pregunta
ceds-field-sections-unknown = No hay tal sección
ceds-field-text-empty = Escriba lo que quiere decir
ceds-field-text-long = Acórtelo a 10 000 caracteres

ceds-refused-stale = Alguien lo cambió entretanto. Lo que escribió se conserva: mírelo otra vez y envíelo de nuevo
ceds-refused-not-at-that-stage = La evaluación no está en la etapa para esto. Lo que escribió sigue en esta página
ceds-refused-not-at-that-time = La ronda no admite esto ahora. Lo que escribió sigue en esta página
ceds-refused-already-begun = Su ciudad ya tiene una evaluación en esta ronda
ceds-refused-many-unanswered = Algunas secciones tienen pocas respuestas para una puntuación. Responda más, o diga que la entrega igualmente
ceds-refused-own-work = Quien la entregó o respondió a algo no la revisa. Pida a un colega
ceds-refused-bad-document = El documento tiene errores
ceds-refused-other-edition = Esta edición ya está guardada y dice otra cosa
ceds-refused-no-scores = Las respuestas no dan puntuaciones
ceds-refused-still-waiting = Parte de lo entregado espera su revisión
ceds-refused-team-full = El equipo tiene tantas personas como admite

ceds-phase-planned = Prevista
ceds-phase-open = Abierta
ceds-phase-review = En revisión
ceds-phase-closed = Cerrada

ceds-about-title = El diagnóstico
ceds-about-lead = En unas dos horas de cada colega, repartido el trabajo, su ciudad ve si está preparada para el gobierno digital, por qué, y qué hacer después. Nadie necesita saber de tecnología.
ceds-about-how = Cómo funciona
ceds-about-step-begin = Alguien de su ciudad empieza, dice algo sobre ella y reparte las secciones entre colegas.
ceds-about-step-answer = Cada colega responde las preguntas de una sección, hasta donde sabe. Lo guardado se conserva.
ceds-about-step-hand-in = Usted mira lo que está abierto y la entrega. Quien revisa puede preguntar.
ceds-about-step-report = Recibe un informe: su nivel en cada dimensión con la regla que lo da, puntos fuertes, carencias con el próximo paso, y un plan para su presupuesto.
ceds-about-begin = Empezar o seguir
ceds-about-questions = { $count ->
    [one] Una pregunta para leer e imprimir
   *[other] { $count } preguntas para leer e imprimir
}
ceds-about-count = { $count ->
    [one] Una pregunta
   *[other] { $count } preguntas
}
ceds-about-rounds = Rondas
ceds-about-no-round = Aún no se anunció ninguna ronda.
ceds-about-days = Se reciben respuestas del { $opens } al { $closes }.
ceds-about-compared = Todas las ciudades que aceptaron compararse:
ceds-about-privacy = Las respuestas y puntuaciones de una ciudad son suyas. Solo se muestran cifras de seis o más ciudades que lo aceptaron.
ceds-about-crumbs = Dónde está
ceds-about-conditional = Se pregunta solo a las ciudades a las que se aplica.

ceds-roadmap-title = Hoja de ruta
ceds-roadmap-of = Hoja de ruta: { $city }
ceds-roadmap-lead = Diga cuánto hay para gastar y vea qué módulos suben más su puntuación, cada uno después de aquello en que se apoya.
ceds-roadmap-years = Años
ceds-roadmap-years-count = { $count ->
    [one] Un año
   *[other] { $count } años
}
ceds-roadmap-cost = Dinero cada año
ceds-roadmap-effort = Trabajo de su propio personal cada año
ceds-roadmap-next = El cálculo tarda unos segundos. No se guarda nada.
ceds-roadmap-submit = Hacer el plan
ceds-roadmap-no-score = Aún no hay puntuación, y no puede decirse qué la sube. Responda antes más preguntas
ceds-roadmap-year = Año { $number }
ceds-roadmap-months = Meses { $first } a { $last }
ceds-roadmap-when = Cuándo
ceds-roadmap-module = Módulo
ceds-roadmap-cost-head = Cuesta
ceds-roadmap-by-year = Por año
ceds-roadmap-spent = Gastado
ceds-roadmap-left = Queda
ceds-roadmap-line = Cuesta { $cost } · trabajo propio { $effort } · sube la puntuación { $gain }
ceds-roadmap-opens = Otros lo esperan:
ceds-roadmap-empty = Con este presupuesto no puede construirse nada que suba la puntuación. Pruebe con más dinero o más años.
ceds-roadmap-optimal = Ningún plan con este presupuesto sube más la puntuación.
ceds-roadmap-within = Ningún plan con este presupuesto gana más que este en más del { $share } de lo que gana este.
ceds-roadmap-best-found = Es el mejor plan que se encontró. En este instrumento lo que aporta un módulo depende de qué más se construya, por eso la búsqueda se guió por estimaciones; las puntuaciones mostradas se calculan exactamente para este plan. No está demostrado que no haya uno mejor.
ceds-field-budget-wrong = Escriba un número, 0 o más
