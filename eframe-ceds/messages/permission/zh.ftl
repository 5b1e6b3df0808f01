ceds-may-assessment-answer = 回答城市诊断的问题、附上证据并发表意见
ceds-may-assessment-lead = 开始城市诊断、分配各部分并提交
ceds-may-assessment-review = 退回诊断并提出问题，以及定稿
ceds-may-assessment-read = 阅读所有诊断
ceds-may-round-manage = 保存诊断工具，开启和关闭轮次
