membership-refused-bad-file = Le fichier contient des erreurs. Rien n’en a été repris.
membership-refused-already-there = Le registre contient déjà un membre de ce fichier. Relisez-le.
