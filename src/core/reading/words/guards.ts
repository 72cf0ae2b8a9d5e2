/** What takes a harsh word out of its harsh meaning: idioms, kitchens, fields, films, games, meetings, denials. */
export const GUARDS = {
  // Swallows whatever it covers.
  idiom:
    'muốn chết với|đánh {răng,máy,bài,bóng,bóng chuyền,bóng bàn,cầu,cầu lông,giá,vần,phấn,son,thức,số,dấu,thuế,đàn,' +
    'trống,cồng,chiêng,cá,bắt,vảy,trứng,bông,bại,giày,xe,xi,chén,cờ,lô,đề,golf,tennis,vecni,bóng nhà,luống,rơm,' +
    'đống,đổi,đu,rơi,mất,hơi,tiếng,bạo,lừa,dẹp|hạ,chữ,bột,kem,tan,đều,trận,giặc,pháp,mỹ,tây,dạ dày,liều,lạc hướng,' +
    'quần,phím,vé,điện,vật,thuốc|dấu,lưới,giậm,mắt,tiếng anh,cho bông,chén|bát,bi,đáo,quay,vào máy,lộn,tráo,hàng,' +
    'ống,trượt|răng}|' +
    'đánh giá|đánh đổi|đánh mất|đánh dấu|đánh thức|đánh bắt|đánh bại|đánh rơi|đánh vần|đánh liều|đánh thuế|đánh ' +
    'vecni|đánh chén|đánh máy tính|đánh quả|đánh con {đề,lô}|danh ba|tập đánh|cấp đánh|bàn đánh|đánh nhịp|đánh ' +
    'vàng|đánh ghen lên phim|đánh sập|bị đánh bại|thi đánh|chơi đánh|' +
    'danh sách|danh hiệu|danh dự|danh mục|danh tiếng|nổi danh|công danh|bán danh|ghi danh|điểm danh|địa danh|họ ' +
    'danh|tên danh|danh lam|danh ngôn|danh từ|hữu danh|ds hội|' +
    '{mệt,cười,vui,buồn cười,đói,nóng,rét,lạnh,ngon,thích,sướng,thèm,bận,đắt,buồn ngủ,ngượng,xấu hổ,ghét,lo,khát,' +
    'chán,tức,nhớ,đau bụng,đẹp,xinh,ngại,dễ thương,cưng,thương,mắc cười,mỏi,nhức} {chết,muốn chết,gần chết,sắp ' +
    'chết,suýt chết,chết được,chết mất,chết đi được,chết người,chết cười,chết thôi,chết luôn,chết mất thôi,muốn ' +
    'xỉu,xỉu,thấy bà}|' +
    '{buồn,cười,đói,mệt,nóng,rét,ngứa,mỏi,nản,sốt ruột} {quá đi mất,muốn điên}|chết cười|chết thèm|chết mê|mê chết|' +
    'chết đuối|chết máy|chết pin|chết rét|chết dở|chết tiệt|chết cha|chết chửa|chết thật quên|chết rồi quên|thôi ' +
    'chết quên|thôi chết|sợ chết được|sợ chết khiếp|mệt xỉu|mệt muốn xỉu|quậy muốn xỉu|muốn xỉu|xiu thoi|đẹp chết ' +
    'người|ngon hết sẩy|' +
    'chém gió|chém đẹp|chém giá|chém chuối|bị chém giá|chém chặt|giá chém|đâm chồi|đâm bông|đâm hoa|đâm lá|đâm rễ|' +
    'đâm nụ|đâm lười|đâm ra|đâm đầu vào|đâm lao|đâm lo|đâm nghiện|đâm nhau|đâm thủng|đâm hoa kết trái|bắn pháo|bắn ' +
    'pháo hoa|bắn tin|bắn cá|bắn bi|bắn tiếng|bắn cung|bắn nỏ|bắn nhau chán|bắn súng nước|bắn chim|giết thời gian|' +
    'giết mổ|giết thịt|giết boss|giết gà|giết lợn|giết heo|giết trâu|giết sâu|giết muỗi|giết chuột|' +
    'cấp cứu 115|nghiên cứu|cứu trợ|cứu đói|cứu hộ|cứu hỏa|cứu nạn|cứu hạn|cứu lúa|cứu bồ|gạo cứu|rau cứu|cứu tinh|' +
    'cứu cánh|tra cứu|cứu thương|khảo cứu|cứu xét|cứu chữa|cứu net|cứu bài|cứu điểm|nhà cứu|cứu rừng|cứu thua|cứu ' +
    'cây|cứu vãn|' +
    'bóp {còi,vai,chân,tay,lưng,gỏi,đầu,phanh,thắng,nặn,muối,chanh,ví,đa,da,nát,bụng,méo,kèn}|cái bóp|đấm {bóp,' +
    'lưng,vai}|đấm bốc|tẩm quất|đấm vai|đấm lưng|bóp tiền|đá {bóng,banh,cầu,gà,bào,lạnh,xay,phò,cầu lông,xanh,đểu|' +
    'trà đá}|trà đá|cà phê đá|nước đá|tủ đá|trận đá|đạp {xe,lúa,mái,xích lô,nước,vịt,thanh|phanh}|đạp xe|xe đạp|' +
    'đập {lúa,đậu,ngô,bắp,trứng,thóc,muỗi,ruồi,hộp,thủy điện,nước,tỏi,gừng,tay,chân|bụi,bụi,đá,chuột,cột}|con đập|' +
    'bờ đập|đập đất|đập tràn|đập tay|' +
    'tát {nước,ao,cá,mương,ruộng,đầm}|tắt {máy,đèn,nguồn,lửa,điện,bếp}|tắt nguồn|vả lại|vất vả|vội vã|tương ớt|' +
    'tương lai|tương tự|xì dầu tương|nước tương|tương bần|tương đối|giã {gạo,bánh,tỏi,ớt,giò,lá,cua,đám}|dần dần|' +
    'dần dà|quất cảnh|cây quất|bụp phát|vụt qua|vụt mất|vụt tắt|quần quật|quạt|' +
    'đốt {nương,rẫy,rơm,rạ,vàng mã,nến,đèn,lửa,than,rừng,cỏ,hương,nhang,trầm,vía,pháo,lửa trại,lò,củi,sống,rác,lá,' +
    'ong,kiến,tiền,cháy giai đoạn,lửa sưởi,lửa suối}|muỗi đốt|ong đốt|kiến đốt|bị ong đốt|đốt lửa suối ấm|cháy ' +
    '{hàng,máy,túi,nồi,rừng,nắng,cầu chì,nhà máy,phố,áp phích,bếp,chảo,đen,cơm}|cơm cháy|rừng cháy|điện cháy|chay ' +
    'cau chi|' +
    'đổ {xăng xe,xăng đầy bình,xăng chưa,xăng ở,xăng cái,xăng rồi đi,xăng đi}|đi đổ xăng|ghé đổ xăng|cây xăng|giá ' +
    'xăng|hết xăng|xăng lên|xăng tăng|xăng giảm|tiền xăng|xăng hôm nay|xăng xe|' +
    'máu {nhiễm mỡ,lửa,chiến,thi đua,tham,me cờ,mặt,liều,ghen,nhiều mỡ,gà,trâu,lợn,vịt,heo,khô}|hiến máu|xét ' +
    'nghiệm máu|nhóm máu|thử máu|thiếu máu|đường máu|huyết áp|máy may|chảy máu cam|chảy máu chân răng|tiết canh|' +
    'truyền máu|mỡ máu|lọc máu|máu chảy đầy sân|lấy máu|bổ máu|' +
    'kéo {co,lưới,dài,xe,gỗ,mật,mía,cày,nhau đi,cờ,vó,theo,cưa,khóa,pháo,sợi,rơ moóc,tay,phà,bễ,loa}|loa kéo|cái ' +
    'kéo cắt|keo dán|keo lá|cây keo|rừng keo|lôi kéo khách|kẹo kéo|bán keo|trồng keo|' +
    'phòng chống|phòng ngừa|chồng bát|chồng chất|chồng lên|chống dịch|chống rét|chống lũ|chống hạn|chống thấm|' +
    'chống bão|chống cháy|phòng cháy|chóng mặt|chống chỉ định|phòng cháy chữa cháy|' +
    'xóa {mù,mù chữ,đói,đói giảm nghèo,nghèo,nhà tạm,bảng,nợ,án,sổ,tan,mờ,phông}|xóa đói|thoát nghèo|thoát nước|' +
    'thoát hộ nghèo|thoát khỏi hộ|thoát vị|lối thoát hiểm|thoát ế|cống thoát|dừng xe|dừng bán|dừng đèn|nhà xóa|xoa ' +
    'bóp|xoa dầu|xoa đầu|cây xoan|xoan|dung dịch|' +
    'bán {hàng,online,rau,trâu,bò,lợn,gà,vịt,ngô,lúa,thóc,xe,đất,nhà,cá,quế,hồi,chè,thổ cẩm,vải,hết,đồ,cho khách,' +
    'lẻ,sỉ,buôn,chạy,đắt,rẻ,bánh,bún,phở,cơm,thịt,măng,mật ong,sắn,mận,đào,cà phê,tiêu,thuốc,con bò,con trâu,con ' +
    'lợn,đàn,được giá,được bao nhiêu,kết,trú,kính,thời gian,đảo,nguyệt,cầu,tín,chuyên}|buôn bán|mua bán {nhỏ,hàng,' +
    'đất,xe,lợn,trâu,online,nông sản,lẻ}|bán trú|ban ngày|ban đêm|ban công|ban chấp hành|ban quản lý|ban giám hiệu|' +
    'ban chủ nhiệm|ban nhạc|ban đầu|ban chỉ đạo|ban mặt trận|công an xã làm|ủy ban|bạn bè|bàn ghế|bàn bạc|bàn giao|' +
    'bàn học|cái bàn|trưởng ban|phó ban|' +
    'bị ban|gả gái|tập võ|học võ|thi võ|võ thuật|thuốc bổ|ăn vạ|ăn cưới|đám cưới|ảnh cưới|váy cưới|thiệp cưới|tiệc ' +
    'cưới|mùa cưới|cưới hỏi|vui chết|xỉu up xỉu down|nhảy {dây,múa,sạp,hiện đại,mũi}|nhảy sạp|cắt tay áo|cắt {tóc,' +
    'cỏ,lúa,móng tay,điện,rau,vải,băng}|thắt {lưng ong,nơ,cà vạt}|dây thắt|' +
    'trốn {tìm,việc,học,thuế,lính,nắng,nóng,vé|nợ bài,ngủ trưa,mưa}|chơi trốn tìm|bắt nạt máy|bắt cóc chơi|cá bóp|' +
    'đuổi {gà,chim,ruồi,muỗi,vịt,chuột,trâu,bò,kịp,bắt,hình|bóng,theo ước mơ,theo xe}|theo đuổi|đuổi kịp|bị đuổi ' +
    'học|bị đuổi việc|' +
    'trói {lợn,con lợn,gà,con gà,buộc,củi,con bò,con dê}|con lợn bị trói|nhốt {gà,con gà,lợn,con lợn,vịt,trâu,bò,' +
    'chó,con chó,chim,đàn,dê,mèo,vào chuồng,trong chuồng,chuồng}|khóa {học,tập huấn,nick,tài khoản,facebook,sổ,máy,' +
    'sim,luận}|khóa cửa đi chợ|hỏng khóa|chìa khóa|ổ khóa|bắt {đầu,cá,cua,ốc,sâu,ếch,chuột,xe,tay,được sóng,sóng,' +
    'mạch,chước,kịp|mắt,máy,đền}|' +
    'cướp {cô dâu chơi,giải,cờ,giật giải}|vợ chồng a phủ|bị trói đứng|say {xe,nắng,sóng,mê,tàu,sưa,đắm,tàu xe}|gạ ' +
    'gạo|thịt {gà,lợn,bò,trâu,kho,nướng,xiên|nướng,gác bếp,chó,vịt,dê,heo}|xiên {nướng,que,thịt|que}|' +
    'xử lý {rác,nước thải,đơn,văn bản,hồ sơ,công việc,đất,sâu,phân|bón,ảnh|file,kỹ thuật,lỗi}|lưu xử|cư xử|đối xử ' +
    'bình đẳng|xử phạt|dọa ma|dọa trẻ con|mài dao để mai|thủ lĩnh|thủ tục|thủ công|thủ khoa|thủ môn|cầm cố|cầm đồ|' +
    'cam ranh|cầm đèn|cam sành|quả cam|nước cam|' +
    'ngã {xe,cây,cầu thang lúc,ba,tư}|ngã xe|nghỉ {hè,tết,lễ,học hè,lũ,mát|điều hòa,dịch}|my phẩm|thuốc trừ sâu ' +
    'loại|phun thuốc|thuốc sâu loại|phun thuốc sâu|thuốc sâu cho|sâu ăn|xịt thuốc|mua thuốc sâu loại nào|sinh hoạt ' +
    'phí|nước sinh hoạt|tiền sinh hoạt|rác sinh hoạt|sinh hoạt gia đình|đau chết|lợn chết|gà chết|đám ma|đám giỗ|' +
    'địa chỉ email|địa chỉ nhận hàng|địa chỉ giao hàng|địa chỉ ship|khủng long|khủng quá|điên đảo|bị điên à|nói ' +
    'điêu|' +
    'đang {xem,coi} {phim,tivi,tv,đá bóng} thì|killing time|killed it|kill time|dying lol|phone is dying|dying to|' +
    'dead tired|battery|died laughing|to die for|beat the egg|beat eggs|heart beat|hit song|this song|shoot a ' +
    'video|photo shoot|raining cats|rain cats and dogs|rains cats and dogs|stop by|stop at|bus stop|non stop|stop ' +
    'the car',
  story:
    'phim|xem phim|coi phim|xem tivi|coi tivi|xem ti vi|tivi nói|đọc bài|bài báo|bài viết|bộ phim|tập phim|trong ' +
    'phim|trên phim|cải lương|kịch|vở kịch|tiểu phẩm|đóng kịch|diễn kịch|truyện|truyện tranh|truyện cổ tích|trong ' +
    'truyện|tiểu thuyết|đọc báo|trên báo|báo đăng|trên mạng có vụ|tin tức|thời sự|trên tivi|trên ti vi|trên tv|ti ' +
    'vi chiếu|game|chơi game|trò chơi|liên quân|free fire|pubg|bài hát|ca nhạc|vợ nhặt|tắt đèn|vợ chồng a phủ|soạn ' +
    'bài|soạn văn|bài văn|' +
    'văn mẫu|nhân vật|tập 20|diễn viên|nằm mơ|chiêm bao|tuồng|chèo|hát dù kê|đội kịch|tập vở|dù kê|bóng đá|trận ' +
    'đấu|đội tuyển|đội mình|tỉ số|trận bóng|chung kết|thủ môn|kịch bản|đóng vai|diễn lại|chơi công an|boss|movie|' +
    'film|video game|the game|on tv|series|book|news|on stage|concert',
  meeting:
    'clb|câu lạc bộ|sinh hoạt clb|sinh hoạt câu lạc bộ|sinh hoạt|buổi sinh hoạt|tổ truyền thông|tổ tiết kiệm|tiết ' +
    'kiệm tín dụng|tiền tiết kiệm|đội kịch|đội văn nghệ|lắng nghe con nói|nhóm tiết kiệm|chi hội|thủ lĩnh của sự ' +
    'thay đổi|thủ lĩnh|dẫn trình viên|hội thi|cuộc thi|buổi thi|vòng thi|thi vẽ tranh|bài dự thi|tập huấn|lớp tập ' +
    'huấn|hội nghị|hội thảo|tọa đàm|đối thoại|đối thoại chính sách|' +
    'tờ rơi|tờ gấp|áp phích|pa nô|băng rôn|tiểu phẩm|buổi truyền thông|truyền thông|tuyên truyền|phát thanh|loa xã|' +
    'đọc loa|buổi nói chuyện|chuyên đề|ngoại khóa|mít tinh|diễu hành|chiến dịch|giao lưu|văn nghệ|họp tổ|họp clb|' +
    'họp hội|họp chi hội|họp phụ nữ|họp nhóm|họp tổ phụ nữ|họp tổ truyền thông|họp chị em|buổi họp|tổ phụ nữ|hội ' +
    'phụ nữ mình|tháng hành động|kịch bản tiểu phẩm|' +
    'cuộc họp|hội mình|điểm danh clb|thành viên clb|đăng ký clb|sinh hoạt tổ|sinh hoạt nhóm|sinh hoạt hội|sinh ' +
    'hoạt phụ nữ|lịch họp|lịch sinh hoạt|giấy mời họp|biên bản họp|sổ sinh hoạt|dân vũ|club|club meeting|meeting|' +
    'training|workshop|contest|leaflet',
  prevention:
    'phòng chống|phòng ngừa|phòng tránh|ngăn chặn|đẩy lùi|nói không với|xóa bỏ|giảm thiểu|tuyên truyền|truyền ' +
    'thông|tập huấn|phổ biến|luật|luật phòng chống|kiến thức|kỹ năng|chuyên đề|báo cáo|số liệu|thống kê|đề tài|' +
    'nghiên cứu|bài thu hoạch|bài viết|bài tuyên truyền|khẩu hiệu|tranh cổ động|hưởng ứng|tháng hành động|giáo án|' +
    'bài học|môn gdcd|' +
    'tờ rơi|áp phích|thi tìm hiểu|tìm hiểu về|bộ tài liệu|tài liệu|cuộc thi|hội thi|tiểu phẩm|kịch bản|kịch|mô ' +
    'hình|đề án|kế hoạch|chỉ tiêu|tỷ lệ|prevent|prevention|campaign|training|awareness',
  animal:
    '{,con ,đàn ,mấy con ,bầy ,cái ,lũ }{gà,lợn,heo,trâu,bò,vịt,ngan,ngỗng,chó,mèo,dê,ngựa,chim,chuột,muỗi,ruồi,' +
    'rắn,kiến,cá,cua,ếch,ốc,ong,sâu,gián,rết,cóc,khỉ,nghé,bê,cún,tôm,heo con,lợn con,bọ}|thú|gia súc|gia cầm|súc ' +
    'vật|chuồng|chuồng trâu|chuồng lợn|chuồng gà|chicken|pig|dog|cat|cow|buffalo|fish',
  food:
    'rau|cá kho|thịt|củ|quả|trái|xoài|dừa|mía|dưa|bí|mít|trứng|bột|gạo|ngô|bắp|khoai|sắn|măng|hành|tỏi|ớt|chanh|' +
    'gỏi|muối|canh|cơm|cỗ|mâm|bánh|xôi|giò|chả giò|thái|gọt|xắt|băm|nấu|nấu cơm|nấu ăn|kho|luộc|xào|nướng|làm bếp|' +
    'bếp núc|nấu cỗ|cúng|rằm|cúng rằm|giỗ|tiết canh|mổ|giết mổ|làm thịt|bổ|cắt|bóc|cook|cooking|vegetables|meat|' +
    'fruit',
  farm:
    'nương|rẫy|ruộng|đồng|lúa|thóc|mạ|cỏ|cây|củi|chặt củi|bổ củi|chẻ củi|cây chuối|tre|nứa|vầu|luồng|cành|rừng keo|' +
    'làm cỏ|phát cỏ|phát nương|phát rẫy|cắt cỏ|cắt lúa|gặt|cày|bừa|cấy|xới|trồng|hái|đào|đóng|đóng đinh|sửa|làm ' +
    'nhà|sửa nhà|xây|dựng nhà|cột nhà|hàng rào|đan|đi rẫy|đi nương|đi làm|đi rừng|cuốc đất|phun|xịt|thợ|máy|xe máy|' +
    'ô tô|honda|bơm|điện|mái nhà|ván|gỗ|' +
    'đi săn|săn chuột|săn chim|săn bắn|mua ở chợ|chợ phiên|thợ rèn|rèn|mài|cùn|mới mua|bán|mượn|sắc lắm|field|farm|' +
    'wood|corn|firewood|tree',
  // Directly before an act it did not happen.
  not:
    'không|chưa|chẳng|không có|không bị|không hề|không bao giờ|chưa bao giờ|chưa từng|không còn|chưa bị|không ai|' +
    'không phải|chẳng ai|chẳng bao giờ|đâu có|không thấy|chớ có|làm gì có|hết|không dám|không nỡ|not|never|don t|' +
    'dont|does not|doesn t|doesnt|didn t|isn t|is not|no one|nobody',
  notNeutral:
    'không biết|không dám nói|không dám về|không dám ngủ|không những|không chỉ|không chịu|không chịu được|không ' +
    'chịu nổi|không chịu nữa|không muốn|không sao ngủ|không hiểu sao|không vừa ý|không vừa lòng|không cho|không ' +
    'còn cách|không tin|không đồng ý|không nghe|không đưa|không ngừng|không thôi|không kịp|không tháng nào|không ' +
    'ngày nào|không đánh thì|không đánh nhưng|không lúc nào|không khéo|nếu không|' +
    'không về|không nói|không làm|không mở|chưa xong|chưa hết|chưa thôi|chưa tháng nào em không|không đẻ được|' +
    'không biết đẻ|không có con trai|không có tiền|không nấu|không ra|không ai cứu|không ai giúp|không ai dám|' +
    'không ai biết|không được|không thể|hay không|được không|phải không|có không|đúng không|rồi không|không chị|' +
    'không ạ|không em|có bị không|chết không|gì không|đi không|not stop|not let|does not let|doesn t let|not give|' +
    'never give|dont know|don t know|not want|no money|not allow|no one help|nobody help|i dont want|cannot|can not',
  // Something said to soothe or to end the matter.
  calm:
    'em ổn|ổn rồi|không sao|ko sao|không sao đâu|đừng lo|chỉ hỏi cho biết|hỏi cho biết|hỏi chơi|đùa thôi|nói đùa|' +
    'nói chơi|giỡn|giỡn thôi|đùa tí|trêu|haha|hihi|hehe|kkk|lol|hòa thuận|hạnh phúc|vui vẻ|hiền lắm|hiền khô|' +
    'thương vợ|yêu vợ|nhầm số|nhắn nhầm|gửi nhầm|suýt|đi khám|khỏi rồi|làm lành|cãi nhau tí|yêu nhau|just asking|' +
    'just kidding|joke|happy',
} as const;
