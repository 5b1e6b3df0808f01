ceds-may-assessment-answer = 도시 진단의 질문에 답하고 증빙을 붙이고 의견 남기기
ceds-may-assessment-lead = 도시의 진단을 시작하고 영역을 나누어 맡기고 제출하기
ceds-may-assessment-review = 진단을 질문과 함께 돌려주고 확정하기
ceds-may-assessment-read = 모든 진단 읽기
ceds-may-round-manage = 진단 도구를 보관하고 회차를 열고 닫기
