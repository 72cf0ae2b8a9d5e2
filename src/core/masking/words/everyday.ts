/** Syllables of everyday messages, from invented ones: behind `chị` any other syllable is likely a name. */
export const COMMON = `
group bro free sim app
a ai am an anh ao ap at ay ba bac bai bam ban bang banh bao bap bat bau bay be beat being ben benh bep bet bi
bien biet bieu bim binh bit biên biến biếng biết biếu biển biểu biệt bo boi bon bong bop bot bu bua bui bung
buoc buoi buon buong but buôn buông buồn buồng buổi buộc by bye bà bài bàn bào bày bá bác bám bán bánh báo bát
bây bãi bão bè bé bén bên bênh bêu bì bình bí bò bó bóc bón bóng bóp bô bôi bông bõm bùa bú búa bún bút băm băng
bơi bơm bước bướm bưởi bạ bạc bại bạn bạo bạt bả bản bảo bảy bấm bất bầm bầu bẩn bẫy bậc bận bật bậy bắc bắn bắp
bắt bằng bẻ bế bến bếp bền bể bển bệnh bị bịch bịnh bịt bọc bọn bọt bỏ bỏng bố bốc bốn bồ bồi bồn bồng bổ bổng
bộ bột bới bớt bờ bụi bụng bủn bừng bữa bựa ca cac cach cai cam can cang canh cao cap cat cau cay cha chac chai
cham chan chang chanh chao chat chau chay che chem chet chi chia chieu chim chin chiu chiên chiêng chiếc chiến
chiếu chiều cho choc choi chon chong chot choáng chu chua chuc chui chung chuoc chuoi chuong chuot chut chuyen
chuyên chuyến chuyền chuyển chuyện chuẩn chuốc chuối chuồng chuộc chuột chà chàm chào chày chái chán chánh cháo
cháu cháy châm chân châu chè chèn chèo chém chén chép chê chêt chìa chí chích chín chính chòi chó chóng chôm
chôn chùa chú chúc chúng chút chăm chăn chĩa chơi chư chưa chương chước chưởng chạm chạy chả chải chảo chảy chất
chậm chập chậu chắc chắn chằn chằng chẳng chặn chặt chẻ chế chết chỉ chị chịt chịu chọc chọi chọn chối chống
chốt chồn chồng chổi chỗ chớ chờ chở chợ chục chụp chủ chủng chứ chức chứng chừ chừa chừng chửa chửi chữ chữa co
coc coi com con cong cot cu cua cui cun cung cuoc cuoi cuop cut cuu cuốc cuối cuốn cuồng cuộc cà cài càng cào
cày cá các cách cái cám cán cánh cáo câm cân câu cây cãi cíu cò còi còn có cóc cô côi công cõng cù cùn cùng cúc
cúi cúm cún cúng cúp căn cũ cũng cơ cơm cơn cư cưa cưu cước cưới cướp cười cưỡng cạnh cạo cạy cả cải cảm cảnh
cấm cấp cất cấu cấy cầm cần cầu cẩm cẩn cận cậu cậy cắm cắn cắt cặp cọ cọc cọn cỏ cố cốc cối cống cồn cồng cổ
cổng cỗ cộc cộng cột cớ cờ cởi cụ cục của củi cứ cứa cứu cử cửa cữ cựu da dac dai dam dan dang danh dao dap dat
dau day de dem den deo dep deu di dia die diem dien dim dinh diêm diễn diện diệt do doa doc doi don dong dot du
dua dui dum dung duoc duoi duong dut duyên duyệt dying dài dành dày dám dán dâm dân dâng dâu dây dã dép dê dì
dìa dìm dí dín dính díp dòng dô dõi dù dùi dùm dùng dúi dĩa dưa dương dưới dượng dạ dại dạo dạy dấu dầm dần dầu
dẫm dẫn dậm dập dậy dắt dặn dẻ dễ dị dịch dịp dịu dọa dọn dốc dồn dỗ dỗi dội dột dời dở dỡ dợ dụ dục dụng dừa
dừng dữ dự e em en eng ep ga gac gach gai gam gan gao gap gat gau gay get ghe ghen ghi ghép ghê ghẹo ghẻ ghế gi
gia giai giam gian giang giao giat giau giay gieng giet gio gioi giong giu giua gium giun giuong giup già giàn
giành giày giá giám giáo giáp giây giã giãy giòn gió giùm giúp giơ giường giả giải giảm giảng giấc giấu giấy
giầy giẫm giận giật giằng giặc giặt giếng giết giọng giỏi giống giồng giỗ giới giờ giở giỡn giụa giục giữ giữa
giựt go goc goi going got gui gà gào gác gái gán gánh gáy gân gây gãy gì gí gòn góa góc gói góp gõ gùi gũi gương
gạ gạc gạch gạo gạt gả gấp gầm gần gầy gẫm gật gậy gắn gắng gắt gặng gặp gặt gọi gọn gọt gỏi gốc gối gồm gỗ gội
gộp gỡ gục gừng gửi ha hai hang hanh hat hay he hen heo het hi hiem hien hiep hieu him hinh hit hiên hiến hiếp
hiền hiểm hiểu hiện hiệp hiệu ho hoa hoai hoan hoat hoc hoi hom hon hong hop hoài hoàn hoàng hoạch hoạn hoạt
hoặc hua huan hui hung huong hut huy huyen huyet huynh huyết huyền huyện huýt huấn hà hàn hàng hành hái hát hãy
hè hét hình hít hò hòa hòm hòn hóa hóc hôi hôm hôn hông hù hùa hú húc hút hăm hơ hơi hơn hướng hạ hại hạn hạnh
hạt hả hải hấn hất hầm hầu hậu hắn hắt hằng hẹn hẹp hết hề hễ hệ hịch họ học họng họp hỏa hỏi hỏng hố hối hồ hồi
hồn hổ hổm hổng hỗ hộ hộc hội hộp hớt hờn hở hợp hụi hụt hủ hủy hứa i im in it ke kem keo ket keu khac khach
khai kham khan khanh khap khau khe khen khi khinh khiếp khiếu kho khoa khoan khoc khoe khoi khong khoản khoảng
khu khuc khuoi khuya khuyên khuyết khà khàn khác khách khám khánh khát khâu khè khèn khén khéo khép khét khí khò
khó khóa khóc khói khô khôn không khú khúc khăn khấu khẩn khẩu khắc khắp khằm khẽ khế khỉ khỏa khỏe khỏi khống
khổ khớp khử kia kich kiem kien kieu kim kinh kip kiêng kiếm kiến kiểm kiểu kiệm kiện ko ky kèm kém kéo kê kêu
kìa kìm kín kính kíp kíu ký kạn kẹo kẹp kẹt kẻ kẻo kế kết kề kềm kể kệ kịch kịp kỳ kỹ la lac lai lam lan lang
lanh lao lap lat lau lay le len leo let lich lien lieu linh lit liên liêu liếc liếm liềm liền liều liệng liệt
liệu lo loa loai loan loc loi lon long lop lot loãng loại loạn lu lua luat luc lui lum lung luon luong luôn luận
luật luống luồng luộc ly là lài làm làng lành lào lá lái lán lánh láo lát lâm lâu lãi lãng lãnh lão lèng lèo lén
lê lên lênh lính lò lòng ló lóc lô lôi lông lùa lùng lúa lúc lý lăm lăn lĩnh lũ lơ lưng lưu lương lưới lười lưỡi
lượng lượt lạ lạc lại lạnh lạt lạy lả lấp lấy lần lầu lầy lẫn lập lật lắc lắm lắng lắp lằn lặc lặng lặt lẹ lẹt
lẻ lẽ lề lễ lệnh lịch lịm lọ lọc lối lốp lồm lồng lỗi lộ lội lộn lột lớn lớp lời lở lỡ lợn lục lụt lứa lừ lừa
lửa lựa lực ma mai mam man mang mat mau may me mem meo mep met mi mia mien mieng minh mit miên miệng mo moi mom
mong mot mu mua mui mung muoi muon muong muối muốn muỗi muộn my mà mài màn màu mày má mác mách mái mát máu máy
mâm mât mây mã mãi mèm mèo mé méc mét mê mìn mình mía mít mò mòn mó móc món móng mô môi môn mù mùa mùi mùng múa
măng mũ mũi mơ mưa mươi mương mướn mười mường mượn mạ mại mạng mạnh mảng mất mấy mầm mần mẩn mẩy mẫu mận mập mật
mắc mắm mắng mắt mặc mặn mặt mẹ mẹo mẻ mế mềm mền mệ mệnh mệt mịt mọc mọi mỏi mỏng mốc mối mồ mồm mổ mỗi mộ mộc
mộng một mới mờ mời mở mỡ mụ mục mức mừng mỳ na nam nan nang nao nap nau nay ne nem nen neu nga ngan ngang ngat
ngay nghe nghen nghi nghich nghien nghin nghiến nghiệm nghiện nghiệp nghèo nghé nghìn nghĩ nghĩa nghẹt nghề nghệ
nghỉ nghị nghịch ngo ngoai ngoan ngoi ngon ngot ngoài ngoái ngoại ngu ngua ngung nguoc nguoi nguy nguyên nguồn
nguội ngàn ngày ngáo ngáy ngâm ngân ngây ngã ngó ngói ngón ngô ngôi ngõ ngăn ngũ ngơ người ngược ngại ngất ngầu
ngậm ngập ngắn ngắt ngọc ngọt ngồi ngộ ngục ngụm ngủ ngứa ngừa ngừng ngửi ngữ ngựa ngực nha nhai nham nhan nhang
nhanh nhap nhat nhau nhay nhe nhi nhich nhieu nhin nhiêu nhiếc nhiều nhiễm nhiệm nho nhom nhot nhu nhuc nhung
nhuộm nhà nhàng nhát nhân nhè nhé nhét nhì nhìn nhích nhóm nhõng nhúc nhúng nhũn như nhưng nhạc nhạt nhảy nhấc
nhất nhầm nhận nhập nhật nhậu nhắc nhắm nhắn nhặt nhẹ nhẽo nhỉ nhị nhịn nhọ nhọn nhỏ nhốt nhổ nhớ nhớt nhờ nhục
nhừ những nhựa ni nien nin nit niên no noi non nong nop not nu nua nung nuoc nuoi nuong nuot nup nuôi nuốt ny nà
nàng nào này ná nái nát nâng nâu nãy nè né ném nép nét nên nêu nít nó nói nón nóng nôn nông núc núi núp nút năm
năng nơi nương nước nướng nại nạn nạt nấc nấm nấp nấu nấy nần nậm nắm nắng nằm nặc nặng nếu nền nể nệm nện nịt
nọ nỏ nối nốt nồi nồng nổ nổi nội nộp nợ nửa nữ nữa o oa oi om on ong ot out oánh pa pha phai pham phan phang
phao phat phay phe phet phi phia phich phien phim phiên phiếm phiếu phiền pho phoi phong phu phuc phun phuong
phut phà phá phán pháo phát phân phèo phép phê phình phí phía phích phím phòng phóng phù phúc phút phơi phường
phạm phạt phải phảng phấn phần phẩm phẫu phẳng phỏng phố phồng phổ phờ phở phụ phục phủ pin pó pôông pồn qua
quach quam quan quang quanh quat quay que quen quit quoc quy quyet quyt quyết quyền quà quá quách quán quánh
quân què quét quê quên quý quăng quơ quại quạt quả quản quảng quấn quất quấy quần quẩn quật quậy quắm quằn quặt
quẹo quẹt quế quốc quỳ quỵ quỹ ra rac rach ram rang ranh rao rat rau re ret rieng riêng riết roi rom room rop ru
rua run rung ruoi ruong ruot ruou rut ruồng ruộng ruột ràng rào rày rác rách rán ráo rát râu rã rè rèm rèn rét
rê rình rìu rò rõ rù rút răng rơi rơm rưng rước rưỡi rượt rượu rạch rảnh rất rầm rầy rẫy rắc rắn rằm rằn rằng rẻ
rể rọi rối rồi rồng rổ rộng rớt rờ rời rụng rủ rủa rủn rứa rừng rửa rựa sa sac sach sai sam san sang sanh sao
sap sat sau say se see si siet sim sinh siêu siết so soc soi som son song sot soạn soạng su sua sung suoi suong
suot suyễn suýt suối suốt suỵt sài sàm sàn sách sáng sáp sát sáu sân sâu sét sên sóc sói sóng sót sôi sông sùm
súng săn sơ sơn sư sưng sướng sườn sưởi sượt sạc sạch sạn sạp sạt sản sảy sấm sấp sầu sẩy sập sắc sắm sắn sắp
sắt sẵn sặc sẹo sẽ sếp sỏi số sốc sống sốt sổ sớm sờ sở sỡ sợ sợi sụa sủa sứ sức sừng sử sửa sửu sữa sự sỷ sỹ ta
tai tam tan tang tanh tao tap tat tau tay te team ten tet tha thach thai tham than thang thanh that thay the
them then theo thet they thi thich thiet thieu thing thit thiên thiêu thiết thiếu thiệp thiệt thiệu tho thoai
thoat thoc thoi thon thong thoáng thoát thoại thoảng thu thua thuc thue thui thung thuoc thuong thuyết thuyền
thuê thuận thuật thuế thuốc thuộc thà thành thách thái tháng tháo tháp thâm thân thèm thét thêm thêu thì thìa
thích thím thít thóc thôi thôn thông thùng thú thúc thăm thơm thư thưa thương thước thường thưởng thượng thạch
thạnh thả thải thảm thản thảo thấm thấp thấy thần thầu thầy thận thật thắng thắp thắt thằng thẳng thẻ thế thề
thể thỉnh thị thịt thỏa thống thốt thổ thới thớt thờ thời thở thợ thủ thủy thứ thức thừa thừng thử thực ti tich
tiem tien tieng tiep tiet tieu tim tin tinh tiêm tiêu tiếc tiến tiếng tiếp tiết tiếu tiền tiểu tiễn tiệm tiện to
toan toc toi ton tong toàn toán tra trai tram tran trang tranh trau tre tren treo trieu trinh triền triệu tro
troi trom tron trong tru trua truc trum trung truoc truong truyen truyền truyện trà tràm trách trái trán tránh
trâu trèo trét trên trêu trình trí trò tròn trói trôi trông trùm trú trúng trút trăm trăng trũng trơ trơn trưa
trương trước trường trưởng trượt trại trạm trạng trả trấn trần trầy trận trắng trặc trẻ trễ trọ trọc trọng trỏng
trốn trống trồng trộm trời trở trợ trợn trụ trục trứng trừ trực tu tua tuan tuc tui tung tuoi tuong tut tuyen
tuyên tuyển tuyệt tuần tuồng tuổi ty tài tàu tày tác tái tám tát tâm tân tây tè té tét tê tên tìm tình tía tích
tím tín tính tòng tóc tô tôi tôm tôn tông tù tùm tùy tú túi túm túy tý tăng tĩnh tĩu tư tưng tươi tương tưới
tướng tường tạ tại tạm tạt tả tải tảo tấm tất tấu tầm tầng tẩm tẩy tận tập tật tắc tắm tắt tặng tế tết tề tỉnh
tịch tỏi tố tốc tối tốn tốt tồn tổ tổng tộc tội tộp tớ tới tờ tục tụi tụng tụt tủ tủi tứ tức từ từng tử tự u um
ung uong uot ut uy uynh uýnh uốn uống uỳnh uỵch va vach vai van vang vao vay ve vet vi viec vien viet vit viêm
viên viết việc viện việt vo voi von vong vu vua vuc vui vung vuon vuot vut vuông vuốt và vài vàm vàng vào vá vác
vách ván váy vâng vây vé véo vì ví vía vò vòng vón vô vôi võ võng vùng văn văng vĩnh vũ vơ vơi vườn vạc vả vải
vảy vấn vất vần vẫn vận vật vậy vắng vằng vặn vặt vẻ vẽ vết về vệ vị vịt vọng vọt vỏ vốn vội vớ với vớt vờ vở vỡ
vợ vụ vụt vứt vừa vựa vực xa xach xam xang xanh xau xay xe xem xich xin xit xiu xiêm xiết xo xoa xoai xoay xom
xong xoài xu xua xuan xuat xui xung xuong xuyên xuân xuôi xuất xuống xuồng xà xào xá xác xách xát xâm xây xã xé
xét xì xích xíu xòe xóa xóm xót xô xôi xông xúc xúi xúm xăng xưa xưng xương xước xưởng xả xảy xấu xắt xẻng xế
xếp xỉn xỉu xịt xối xớt xức xử y yen yeu you yên yêu yếu à á ác ám án áo áp âm ép êm ích ít òa ói ô ôm ôn ông ù
ùn ú úp út ý ăn đa đai đan đang đau đay đe đem đen đeo đi đinh điên điếc điếng điếu điềm điền điều điểm điện đo
đoàn đoán đoạn đu đua đuôi đuốc đuối đuổi đài đàn đàng đành đào đày đá đái đám đáng đánh đáp đáy đâm đâu đây đã
đãi đè đèn đèo đêm đênh đình đòi đòn đó đói đón đóng đô đôi đông đùa đùi đúng đăng đĩ đĩa đũa đơn đưa đường được
đạc đạch đại đạn đạo đạp đạt đảng đảo đấm đất đấy đầu đầy đẩu đẩy đậm đập đậu đắng đắp đắt đẳng đặc đặt đẹp đẻ
đếm đến đề đền đều để đỉnh địa định đọa đọc đỏ đố đối đống đốt đồ đồn đồng đổ đổi đỗ độ độc đội động đột đời đờm
đỡ đợ đợi đợt đục đụng đủ đứa đức đứng đứt đừ đừng đựng ĩ ơ ơi ơn ưng ước ướp ướt ạ ạa ảnh ấm ấn ấp ấy ầm ẩm ẩn
ẵm ế ỏi ốc ốm ống ồn ổ ổn ổng ớt ở ủ ủng ủy ứa ứng ừ ừm
`;
