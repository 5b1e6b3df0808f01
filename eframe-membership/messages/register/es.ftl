membership-refused-bad-file = El archivo tiene errores. No se ha tomado nada de él.
membership-refused-already-there = El registro ya tiene un miembro de este archivo. Vuelva a leerlo.
membership-register-title = Miembros
membership-register-map-title = Los miembros en el mapa
membership-register-words = Nombre o número
membership-register-kind = Tipo
membership-register-region = Región
membership-register-country = País
membership-register-standing = Condición
membership-register-joined = Miembro desde
membership-register-name = Nombre
membership-register-show = Mostrar
membership-register-every = Todo
membership-register-all = Mostrar todos
membership-register-first = Al principio
membership-register-on-map = Verlos en el mapa
membership-register-as-list = Verlos en una lista
membership-register-by-region = Por región
membership-register-by-name = Por nombre
membership-register-count = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}.
membership-register-count-narrowed = { $count ->
    [one] { $count } miembro es así
   *[other] { $count } miembros son así
}.
membership-register-unplaced = { $count ->
    [one] { $count } de ellos no ha dicho dónde está y no tiene punto.
   *[other] { $count } de ellos no han dicho dónde están y no tienen punto.
}
membership-register-map-says = { $count ->
    [one] Mapa del mundo con { $count } miembro como punto
   *[other] Mapa del mundo con { $count } miembros como puntos
}
membership-register-none = Ningún miembro es así. Quite un filtro o busque una parte del nombre.
membership-register-empty = Aún no hay miembros. El primero llega con la primera solicitud aceptada.
membership-member-crumbs = Dónde está usted
membership-member-since = En esta condición desde
membership-member-number = Número
membership-member-population = Población
membership-member-website = Sitio web
membership-member-why = Cómo llegó a esta condición
membership-member-by-charter = Según los estatutos «{ $charter }», en vigor ese día
membership-member-nothing-yet = Hasta ese día no había ocurrido nada.
membership-member-no-standing = Ese día no es miembro
membership-member-rights = Qué puede hacer el { $day }
membership-member-yes = Sí
membership-member-no = No
membership-member-rights-public = Aquí no se dice qué adeuda un miembro, y ninguna de estas líneas depende de ello.
membership-member-on = Otro día
membership-member-show = Mostrar ese día
membership-member-as-of-today = Mostrar hoy
membership-certificate-check-title = Certificado de membresía
membership-certificate-on-issue = El día de emisión, { $day }
membership-certificate-today = Hoy, { $day }
membership-certificate-compare = Compare el nombre, el número y el día de emisión con el certificado que tiene en la mano. Debe decir lo mismo que aquí.
membership-certificate-member-page = Leer cómo llegó a esta condición
membership-certificate-unknown = Ningún certificado tiene el código { $code }.
membership-certificate-unknown-why = Compruebe que ha escrito la dirección tal como está impresa. Si es la misma, el certificado no se emitió aquí.
membership-certificate-to-register = Buscar al miembro en el registro
membership-happened-submitted = Presentó su solicitud
membership-happened-submitted-as = Presentó su solicitud para ser miembro de otro tipo: { $kind }
membership-happened-accepted = Aceptado por la Secretaría
membership-happened-approved = Aprobado por: { $body }
membership-happened-suspended = Se suspendieron sus derechos
membership-happened-reinstated = Terminó la suspensión
membership-happened-lapsed = Caducó: la cuota de { $period } no se pagó a tiempo
membership-happened-restored = Pagó y está de vuelta
membership-happened-withdrew = Se retiró
membership-member-recorded = Anotado el { $day }.
membership-fee-title = Cuotas
membership-fee-open = Por pagar
membership-fee-overdue = Vencida
membership-fee-paid = Pagada
membership-fee-waived = Exenta
membership-fee-year = Año
membership-fee-amount = Importe
membership-fee-due = A pagar hasta el
membership-fee-state = Estado
membership-fee-paid-on = el { $day }
membership-fee-waived-on = el { $day }
membership-fee-none = Todavía no se ha pedido ninguna cuota.
membership-fee-example = Los importes son ejemplos.
membership-term-title = Cargos
membership-term-now = Hoy
membership-term-held = del { $start } al { $end }
membership-term-none = No ocupa ni ha ocupado ningún cargo.
membership-certificate-certifies = { $site } certifica la membresía de
membership-certificate-issued = Expedido el
membership-certificate-verify = Cualquiera puede comprobarlo en
membership-certificate-print = Imprima esta página o guárdela como PDF. Dice lo que es cierto el día de la expedición; la dirección de arriba dice también lo que es cierto después.
membership-own-member-title = Su membresía
membership-own-certificate = Certificado de membresía para imprimir
membership-own-public = Su página en el registro público
membership-own-another-day = Así estaba el { $day }.
membership-own-rights = Lo que puede hacer su organización el { $day }
membership-own-fees = Más sobre sus cuotas
membership-own-grace = La membresía caduca si queda una cuota sin pagar después del { $day }. Hasta entonces su condición no cambia; un derecho que exige cuotas pagadas queda en suspenso desde el día siguiente al vencimiento.
membership-own-lapsed = La membresía ha caducado. Vuelve en cuanto la Secretaría anote su pago.
membership-own-paying = La Secretaría anota aquí lo que se ha pagado. Si falta un pago suyo, escríbale.
membership-own-wrong = Si algo aquí no es correcto, escriba a la Secretaría: ella lleva el registro.
membership-own-no-member = Su organización aún no es miembro. Lo será cuando se acepte su solicitud.
