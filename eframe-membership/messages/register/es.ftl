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
membership-happened-accepted = Aceptado por la Secretaría
membership-happened-approved = Aprobado por: { $body }
membership-happened-suspended = Se suspendieron sus derechos
membership-happened-reinstated = Terminó la suspensión
membership-happened-lapsed = Caducó: la cuota de { $period } no se pagó a tiempo
membership-happened-restored = Pagó y está de vuelta
membership-happened-withdrew = Se retiró
