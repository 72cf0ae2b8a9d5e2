/** Matters that have a name of their own: coming of age, marriage, trade in people, despair, and what she asks of us. */
export const TOPICS = {
  abuse:
    'bạo lực gia đình|bạo lực|bạo hành|bạo hành gia đình|blgđ|blgd|bạo lực giới|bạo lực trên cơ sở giới|gia trưởng|' +
    'vũ phu|domestic violence|violence|abuse|abusive|abused',
  childAbuse:
    'xâm hại trẻ em|xâm hại|xâm hại tình dục|xâm hại tình dục trẻ em|bạo hành trẻ em|bạo lực học đường|bạo lực trẻ ' +
    'em|lạm dụng trẻ em|bắt nạt|bị bắt nạt|bóc lột trẻ em|lao động trẻ em|child abuse|bullied|bully',
  school:
    'lớp|trường|cổng trường|ở trường|trường học|lớp học|bạn cùng lớp|cùng lớp|bạn lớp|lớp trên|nội trú|bán trú|ký ' +
    'túc|cô giáo|thầy giáo|thầy chủ nhiệm|giáo viên|thầy|học sinh|học trò|hs|school|class|teacher|classmate',
  pupils:
    'các bạn|bạn cùng lớp|bạn lớp trên|bạn lớp|mấy bạn|anh chị lớp trên|bạn học|nhóm bạn|mấy anh lớp trên|bọn lớp ' +
    'trên|đàn anh|đám bạn|bạn ở trường|bọn con trai trong lớp|classmates',
  teacher:
    'thầy giáo|thầy|thầy chủ nhiệm|thầy dạy thêm|thầy dạy|giáo viên|thầy thể dục|thầy hiệu trưởng|hiệu trưởng|bảo ' +
    'vệ trường|cô giáo|teacher',
  relatives:
    'ông nội|ông ngoại|bác trai|chú|bác|cậu|dượng|bố dượng|ba dượng|cha dượng|anh họ|chú họ|ông hàng xóm|ông chú|' +
    'chú bên nhà|bố đẻ|bố|ba|cha|mẹ ghẻ|mẹ kế|dì ghẻ|má ghẻ|bố mẹ|ba mẹ|ba má|mẹ|má|anh trai|stepfather|uncle|' +
    'father|grandfather|dad|stepmother',
  step: 'bố dượng|ba dượng|cha dượng|dượng|dượng ghẻ|mẹ ghẻ|mẹ kế|dì ghẻ|má ghẻ|stepfather|stepmother|step father',
  neglect:
    'bắt nhịn ăn|nhịn đói|bỏ đói|bắt nhịn|không cho ăn|không cho đi học|bắt nghỉ học|bắt đi làm|bắt đi ăn xin|ăn ' +
    'xin|bắt đi chăn|bắt chăn bò|bắt chăn trâu|bắt làm việc nặng|bỏ rơi|vứt bỏ|bỏ mặc|starve|no food',
  internet: 'quen trên mạng|quen qua mạng|trên mạng|facebook|zalo|tik tok|tiktok|qua mạng|người lạ|online',
  marry:
    'lấy chồng|lấy ck|cưới|cưới chồng|kết hôn|gả|gả chồng|gả cho|lấy vợ|làm vợ|làm dâu|lễ cưới|ăn hỏi|dạm ngõ|dạm ' +
    'hỏi|đặt lễ|nhận lễ|thách cưới|về làm vợ|mần vợ|mần dâu|bắt cưới|lên xe hoa|đính hôn|marry|married|marriage|' +
    'wedding|wife|bride',
  forcedMarry:
    'tảo hôn|cưỡng hôn|cưỡng ép kết hôn|ép cưới|ép gả|ép hôn|ép duyên|ép {em,con,tôi,tui,cháu,bạn ấy,chị,nó,} {lấy,' +
    'cưới,gả,lấy chồng,lấy ck,kết hôn,làm vợ}|bắt {em,con,tôi,tui,cháu,bạn ấy,chị,nó,} {lấy chồng,lấy ck,cưới,về ' +
    'làm vợ,làm vợ,làm dâu,về làm dâu,lấy người,lấy anh,lấy em,lấy thằng,lấy ông,về mần vợ,gả}|' +
    'kéo vợ|kéo dâu|bắt vợ|cướp vợ|cướp dâu|bị kéo về|tục kéo|kéo {em,chị em,chị,con,bạn em,bạn cháu,nó,con gái em,' +
    'cháu} {về,về làm,đi làm}|bị gả|gả bán|gả {em,con,tui,tôi,cháu,nó,bạn ấy}|cưới trừ nợ|gán nợ|nối dây|hôn nhân ' +
    'cận huyết|cận huyết|cận huyết thống|bắt cóc về làm vợ|nhập ma|cướp về làm|đòi cướp về|' +
    'không muốn {lấy chồng,lấy ck,cưới,kết hôn,lấy anh,lấy nó,lấy người,lấy vợ,gả}|chưa muốn {cưới,lấy chồng,kết ' +
    'hôn}|không chịu {lấy chồng,cưới}|hứa hôn|hứa gả|đòi lấy {em,cháu} làm vợ|chưa đủ tuổi|chưa đủ tuổi cưới|không ' +
    'đủ tuổi|chưa đến tuổi|forced marriage|child marriage|force me to marry|forced to marry|kidnap me to be wife|' +
    'bride kidnapping|marry me off|must marry|make me marry',
  leaveSchool: 'bỏ học|nghỉ học|bắt nghỉ học|thôi học|drop out',
  abroad:
    'trung quốc|tq|bên tàu|sang tàu|qua tàu|đài loan|hàn quốc|campuchia|cam|cam pu chia|campodia|miên|bên miên|' +
    'myanmar|miến điện|lào|thái lan|malaysia|nga|nước ngoài|ngoại quốc|biên giới|qua biên giới|cửa khẩu|bên kia|' +
    'bên kia biên giới|qua sông|vượt biên|móng cái|mộc bài|bavet|sihanouk|ả rập|singapore|xklđ|xuất khẩu lao động|' +
    'china|cambodia|taiwan|laos|abroad|border|overseas|korea',
  trade:
    'buôn người|buôn bán người|mua bán người|mua bán phụ nữ|buôn bán phụ nữ|mua bán trẻ em|buôn bán trẻ em|bắt cóc ' +
    'bán|lừa bán|bị lừa bán|lừa {em,con,cháu,chị,bạn,người,} bán|dụ bán|bị bán|bị đem bán|bị mua bán|mang đi bán|' +
    'đem bán|đem {em,con,cháu} bán|định bán {em,con,cháu,chị ấy}|bán {người,phụ nữ,trẻ em,trẻ con,vợ,con gái,con ' +
    'mới đẻ,con đẻ,em gái,chị gái,thận,nội tạng,bào thai}|bán con {em,đi,cho,lấy,đẻ}|mua con|mua thận|' +
    'bị bán sang|bán sang|bán qua|đẻ thuê|đẻ mướn|mang thai hộ|mang thai thuê|tiền chuộc|đòi chuộc|nộp chuộc|chuộc ' +
    'người|chuộc|việc nhẹ lương cao|nhẹ lương cao|lấy chồng trung quốc|lấy chồng nước ngoài|lấy chồng bên tàu|lấy ' +
    'chồng đài loan|sang tàu|human trafficking|trafficking|trafficked|sold|sell me|sell her|sell girls|to be sold|' +
    'ransom',
  sellVerb: 'bán|bị bán|đem bán|sell|sold',
  lure:
    'rủ|dụ|dụ dỗ|lừa|bị lừa|gạ|mối lái|môi giới|mai mối|bà mối|hứa|hứa hẹn|rủ rê|lôi kéo|đưa đi|chở đi|đưa sang|' +
    'dẫn đi|dẫn sang|đưa qua|đặt cọc|trả trước|tuyển|tuyển người|hỏi con gái|offer|offered|promise|promised|tricked',
  goWork:
    'đi làm|làm thuê|làm việc|việc làm|lương|lương cao|làm ăn|phụ quán|giúp việc|công nhân|việc nhẹ|job|work|' +
    'salary|casino|karaoke|quán karaoke|làm tiếp viên|sòng bạc|massage|mát xa|cà phê|đi chơi|đi phượt|đào vàng|đi ' +
    'biển|tàu cá',
  captive:
    'giữ hộ chiếu|giữ giấy tờ|giữ căn cước|thu giấy tờ|thu hộ chiếu|giữ chứng minh|giữ cmnd|không cho về|không về ' +
    'được|không được về|ko cho về|bị giữ|giữ người|giữ lại|không trả lương|bắt làm|nợ tiền không cho|bắt trả nợ|' +
    'trừ nợ|giữ {em,con,tôi,em trai,em gái,cháu,bạn em}|took my passport|keep my passport|cannot go home|can not ' +
    'go home|not let me go home|cant go home',
  sexTrade:
    'tiếp khách|đi khách|bán dâm|ép bán dâm|mại dâm|làm gái|làm tiếp viên|phục vụ khách|vào động|động mại dâm|ổ ' +
    'mại dâm|nhà thổ|prostitute|prostitution|brothel',
  missing:
    'mất tích|mất liên lạc|không liên lạc được|bặt tin|không thấy về|biệt tích|không có tin tức|missing|disappeared',
  returned: 'trốn về|trốn thoát về|trở về từ|trở về|mới về từ|được giải cứu|nạn nhân|came back',
  dieWish:
    'tự tử|tự sát|{muốn,định,đòi} tự vẫn|tự kết liễu|quyên sinh|kết liễu|{muốn,định,tính,đòi,nghĩ đến,nghĩ tới,chỉ ' +
    'muốn,thích,nghĩ} {chết,chết đi,chết quách,chết cho xong,cái chết}|chết quách|chết cho {xong,rồi,hết,rảnh,' +
    'khuất}|chết đi cho {xong,rồi,rảnh}|chết là hết|chết cho rồi|thà chết|chết còn hơn|chết đi còn hơn|chết cũng ' +
    'được|ước gì chết|giá mà chết|chết phứt|' +
    '{không,chẳng,hết,hổng,hông} {muốn,thiết,còn muốn,thiết tha} {sống,sống nữa}|không thiết sống|không sống nổi|' +
    'sống không nổi|sống không bằng chết|sống làm gì|sống chi|sống để làm gì|sống chi nữa|sống cũng như chết|lý do ' +
    'để sống|lý do gì để sống|không còn lý do|chán sống|chán đời|muốn biến mất|biến mất khỏi|không muốn tồn tại|' +
    'không nên có mặt|không tồn tại|không nên sinh ra|không dậy nữa|ngủ luôn không dậy|' +
    'giải thoát cho mình|tìm đến cái chết|từ biệt cõi đời|xuống suối vàng|theo má|theo mẹ luôn|về với tổ tiên|gánh ' +
    'nặng|hết khổ|không có em mọi người|không có em thì|không có em trên đời|em chết đi|nếu em chết|em chết thì|' +
    'tôi chết đi|tui chết đi|con chết đi|nghĩ quẩn|nghĩ dại|làm chuyện dại dột|dại dột|tuyệt mệnh|thư tuyệt mệnh|' +
    'thư để lại|viết thư để lại|nhắn tin từ biệt|từ biệt|vĩnh biệt|' +
    'suicide|suicidal|kill myself|killing myself|end my life|end it all|want to die|wanna die|want die|dont want ' +
    'to live|don t want to live|dont want live|do not want to live|better off dead|no reason to live|hurt myself|' +
    'cut myself|tired of living|wish i was dead|disappear forever|poison leaf',
  selfWay:
    'lá ngón|ăn lá ngón|hái lá ngón|thuốc sâu|thuốc trừ sâu|thuốc diệt cỏ|thuốc cỏ|thuốc chuột|bả chuột|thuốc ngủ|' +
    'nắm thuốc|vỉ thuốc|thuốc độc|thạch tín|uống thuốc|uống thuốc tự|nhảy {cầu,sông,suối,lầu,vực,giếng,hồ,xuống ' +
    'sông,xuống suối,xuống hồ,xuống vực,xuống,từ trên}|gieo mình|đâm đầu {vào xe,xuống sông,vào ô tô,vào tàu}|lao ' +
    'đầu vào xe|thắt cổ|treo cổ|treo dây|buộc dây|dây lên xà|cắt {tay,cổ tay,mạch máu}|rạch {tay,cổ tay,chân,đùi}|' +
    'uống {bả,axit}|sleeping pills|pesticide|hang myself|jump off|overdose|poison',
  hadIntake: 'uống|ăn|nuốt|hái|mua|giấu|cất|để dành|chuẩn bị|lấy|nhìn|nghĩ|đứng|drank|took|ate|swallowed|bought',
  prepare:
    'cho xong|cho rồi|cho hết khổ|cho nhẹ|cho rảnh|xong chuyện|gửi con|chăm con giúp|nuôi con giúp|trông con giúp|' +
    'chuẩn bị|viết thư|để ở túi|đầy ngoài|nhìn mãi|đỡ đau|đỡ khổ|ôm con|về rồi|để sẵn|để dành|trong cặp|phát hiện',
  trusted:
    'địa chỉ tin cậy|đctc|dctc|đc tin cậy|dc tin cay|nhà tin cậy|chỗ tin cậy|điểm tin cậy|nơi tin cậy|người tin ' +
    'cậy|nhà tạm lánh|nơi tạm lánh|chỗ tạm lánh|tạm lánh|tạm trú|nhà bình yên|ngôi nhà bình yên|ngôi nhà ánh dương|' +
    'nhà an toàn|nơi an toàn|chỗ an toàn|nơi trú|chỗ trú|chỗ lánh|nơi lánh|nơi ẩn náu|trusted address|safe house|' +
    'shelter|safe place|refuge',
  placeAsk:
    'chỗ nào|cho nao|nơi nào|ở đâu|đến đâu|tới đâu|đi đâu|đâu|khúc nào|mô|ở mô|chỗ mô|nhà ai|nhà nào|đường nào|lối ' +
    'nào|bao xa|có xa không|cách {nhà,đây,em,chỗ em,nhà em}|chỗ khác|địa chỉ khác|nơi khác|chỗ ở|chỗ ở tạm|chỗ ngủ|' +
    'chỗ ngủ nhờ|chỗ nương tựa|chỗ nhờ|ngủ nhờ|ở nhờ|ở tạm|tìm chỗ|tìm nơi|gần nhất|gần đây|quanh đây|gần nhà|gần ' +
    'chỗ em|where|nearest|near',
  shelterSeek:
    'giúp phụ nữ|giúp chị em|giúp đỡ phụ nữ|tiếp nhận|tiếp nhận vậy|ở tạm|ngủ nhờ|ở nhờ|lánh|lánh tạm|trú tạm|trú ' +
    'nhờ|an toàn|tin được|tin cậy|nhận mẹ con|gặp trực tiếp|hỗ trợ|giúp đỡ|nhận người|cưu mang|che chở|help women|' +
    'help me|safe',
  address: 'địa chỉ|đc|address',
  meet:
    'họp|hop|đi họp|mai họp|họp mấy giờ|sinh hoạt|tập văn nghệ|tập tiểu phẩm|tập kịch|buổi sau|buổi tới|chủ đề ' +
    'buổi|đi sinh hoạt',
  schedule:
    'mấy giờ|hôm nào|ngày nào|bao giờ|khi nào|lúc nào|ngày mấy|thứ mấy|mấy hôm|lịch|ở đâu|đâu|chỗ nào|phải không|' +
    'đúng không|được không|đăng ký|tham gia|xin nghỉ|bận|vắng|mang gì|chuyển sang|đổi sang|hoãn|dời|đi được|không ' +
    'đi được|chủ nhật|thứ|ngày mai|mai|chiều nay|tối nay|tối mai|sáng mai|bao nhiêu người|when|what time|where',
  talkTo:
    '{nói chuyện,tâm sự,nc,trò chuyện,chia sẻ,trao đổi,tư vấn,chat} {với,vs,riêng,trực tiếp}|muốn {nói chuyện,tâm ' +
    'sự,được tư vấn,tư vấn,nghe tư vấn,chia sẻ,được nghe,nc}|{gặp,cho gặp,muốn gặp,xin gặp,cần gặp} {người,người ' +
    'thật,người thiệt,cán bộ,chị,chị hội,ai,ai đó,tư vấn viên,luật sư,cô,bác sĩ,người trực,nhân viên,trực tiếp,' +
    'riêng,hội phụ nữ,hội}|' +
    'gọi {lại cho,cho em,cho tôi,cho tui,lại,điện cho,điện lại,cho mình,cho cháu,cho con,cho chị}|điện lại cho|' +
    'điện cho {em,tôi,tui}|nhắn lại cho {em,tôi,tui,mình}|liên hệ với {em,tôi,tui}|liên lạc với {em,tôi,tui}|liên ' +
    'lạc lại|liên hệ lại|trả lời em|trả lời tôi|có ai không|có ai ở đó|có ai trực|có ai đó không|có ai nghe|ai ' +
    'trực|ai nghe|ai ở đó|người trực|có người {thật,thiệt,không,nào,trực,nghe}|là {máy hay người,người hay máy,' +
    'robot hay,máy hả,máy à}|' +
    'người thật|người thiệt|máy hay người|người hay máy|robot|nói với máy|tổng đài viên|tư vấn|tư vấn viên|tư vấn ' +
    'giúp|cần người {tâm sự,nghe,nói chuyện,tư vấn,lắng nghe}|ai đó nghe|người lắng nghe|lắng nghe em|nghe em nói|' +
    'tâm sự|chờ người gọi|thấy ai gọi|chưa thấy ai gọi|nhắn tin với chị|để em nói|nói chuyện riêng|talk to|speak ' +
    'to|speak with|talk with|call me|call back|real person|someone call|human|not robot|a person|counselor',
  staff:
    'cán bộ|chị hội|hội phụ nữ|tư vấn viên|luật sư|người trực|công an|bác sĩ|chị nào|ai đó|người thật|staff|lawyer|' +
    'woman',
  eraseWhat:
    'tin nhắn|tin|hết|dữ liệu|thông tin|hồ sơ|lịch sử|cuộc nói chuyện|cuộc trò chuyện|đoạn chat|chat|đơn|tên|tên ' +
    'em|số điện thoại|sdt|số của em|những gì|mấy cái|tất cả|toàn bộ|sạch|dấu vết|nội dung|câu chuyện|mọi thứ|lời ' +
    'em nói|giúp em|giùm|đi chị|messages|message|data|everything|history|chat|all|conversation',
  erase:
    'xóa|xoá|xoa|xóa hết|xóa sạch|xóa bỏ|xóa giúp|xóa giùm|xóa đi|hủy|huỷ|rút lại|thu hồi|gỡ|bỏ hết|đừng lưu|không ' +
    'lưu|delete|erase|remove|clear|wipe',
  quit:
    'thoát|thoát ra|dừng|dừng lại|dừng ở đây|ngừng|ngừng lại|ngưng|kết thúc|tạm biệt|bye|bye bye|goodbye|stop|exit|' +
    'quit|để lúc khác|để khi khác|để hôm khác|lúc khác nói|khi khác nói|hôm khác nói|nói sau|nhắn sau|nói sau nhé|' +
    'thôi nhé|thôi nha|thôi đây|thôi em đi|thôi không {nói,nhắn,hỏi,kể} nữa|không {muốn nói,nói,nhắn,nhắn tin,kể,' +
    'hỏi,trả lời,muốn kể,muốn nhắn,muốn nói chuyện,muốn trả lời,làm} nữa|' +
    'không muốn {nói,kể,trả lời,tiếp tục,nhắn,làm nữa,nói tiếp}|đừng nhắn {nữa,tin nữa,cho em nữa,tin cho em nữa}|' +
    'đừng gửi nữa|ngừng nhắn|dừng nhắn|dung nhan nua|em phải đi đây|phải đi đây|em đi đây|nghỉ đây|em nghỉ đây|em ' +
    'thoát đây|có người đến em|có người đến|có người vào|em thôi đây|hẹn khi khác|hẹn lúc khác|tắt máy đây|em tắt ' +
    'máy|em off|off đây|out đây|tui nghỉ|i have to go|have to go|gotta go|got to go|talk later|leave chat|no more|' +
    'stop messaging|dont text me|not want to talk|dont want to talk',
} as const;
