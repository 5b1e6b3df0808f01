ceds-may-assessment-answer = Answer questions of a city's assessment, attach evidence and comment
ceds-may-assessment-lead = Begin a city's assessments, share out sections, and hand in
ceds-may-assessment-review = Give assessments back with questions, and freeze them
ceds-may-assessment-read = Read every assessment
ceds-may-round-manage = Keep instruments, and open and close rounds
