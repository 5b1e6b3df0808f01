membership-refused-bad-file = 文件有错误，未录入任何内容。
membership-refused-already-there = 名册中已有此文件中的成员。请重新读取文件。
