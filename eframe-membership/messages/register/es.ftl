membership-refused-bad-file = El archivo tiene errores. No se ha tomado nada de él.
membership-refused-already-there = El registro ya tiene un miembro de este archivo. Vuelva a leerlo.
