ceds-may-assessment-answer = Responder a las preguntas del diagnóstico de una ciudad, adjuntar pruebas y comentar
ceds-may-assessment-lead = Empezar los diagnósticos de una ciudad, repartir secciones y entregar
ceds-may-assessment-review = Devolver diagnósticos con preguntas y cerrarlos
ceds-may-assessment-read = Leer todos los diagnósticos
ceds-may-round-manage = Guardar instrumentos, y abrir y cerrar rondas
