ceds-may-assessment-answer = Répondre aux questions du diagnostic d’une ville, joindre des preuves et commenter
ceds-may-assessment-lead = Commencer les diagnostics d’une ville, répartir les sections et les remettre
ceds-may-assessment-review = Rendre des diagnostics avec des questions, et les figer
ceds-may-assessment-read = Lire tous les diagnostics
ceds-may-round-manage = Garder des instruments, ouvrir et clore des campagnes
