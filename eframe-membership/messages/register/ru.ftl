membership-refused-bad-file = В файле есть ошибки. Из него ничего не взято.
membership-refused-already-there = Член из этого файла уже есть в реестре. Прочитайте файл ещё раз.
