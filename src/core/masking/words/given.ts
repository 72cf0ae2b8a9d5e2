/**
 * Given names, and behind a slash the words that make another word of them when they follow: `hoa/mắt` is dizzy.
 * In small letters a name is only seen behind a word for a person.
 */
export const GIVEN_NAMES = `
dũng/cảm diệu/kỳ hùng/hổ,hục,hồn,mạnh cường/điệu,độ tuấn quân/đội,sự,tử huệ loan/tin oanh phượng quyên/góp quỳnh thúy thủy/sản,điện
trinh/báo,bao,tiết,sát tuyết uyên vân yến diệp khánh khoa/học,sản,nhi,ngoại,nội,cấp kiên/nhẫn,trì,quyết,cường lan/tràn,truyền,ra,rộng,can
hoa/mắt,quả,hậu,màu,lá,tay,văn,lan huế hương/khói hường hồng/hào,hộc hạnh/phúc,kiểm hằng/ngày,tháng,năm hiếu/động,thảo,kỳ,thắng hòa/giải,thuận,nhã,hợp,bình
huy/động,hiệu hưng khang khải kim/loại,tiêm linh/tinh,cảm,thiêng,hồn,động ngọc/trai nguyệt nhi/đồng nhung oanh trang/trí,bị,điểm,trại,phục
trâm trân/trọng,trối trúc tùng vinh/dự vy bích cúc châu/báu,á dung/túng,dịch,tích,thứ duyên/phận,nợ,số dương/tính hải/quan,sản,quân
hân/hạnh hiệp/hội,định phong/bì,tục,trào,kiến phúc/lợi,hậu,khảo phước phương/tiện,pháp,án,hướng quang/cảnh thảo/luận,dược,nguyên thắm/thiết thoa/kem
giang/hồ,mai huyền/bí diễm nga/ngố hảo hạ/sốt,huyết vượng thìn tý sửu mão tỵ ngọ tuất huân khuê ly/hôn,dị,thân,thoát,tán lý/do,hôn,lịch,trí,thuyết
mỹ/phẩm,thuật hoàn/toàn,cảnh,thành lành/lặn,mạnh,tính,lắm tuyến/đường thuận/lợi,tiện,tình,theo,hòa,vợ tuân/thủ,theo hoan/nghênh,hô
đạt/gia,chuẩn,giải,được tuyền/nhiễm chinh/phục khôi/phục tuệ nhã/nhặn luyến/tiếc hoàng/hôn hợi tịnh/tâm nhân/ngày,viên,dân,quyền,phẩm,vật,đạo,tiện,lúc,dịp,cách
thoan mận gấm mến nhuần vĩ lượng/thứ hà/khắc,tiện,nội,hơi trà/đá,sữa lựu luân/phiên,lưu lĩnh/lương vân/tay vạn/bất toản tiệp duy/trì,nhất,nghĩ
quyết/định,liệt,tâm sen khiêm/tốn thụy uyển ninh phi/lý,pháp tuyên/truyền,bố,án
hiên/nhà thịnh/hành đăng/ở,trên,facebook,fb,zalo,ký,bài,ảnh,lên,nhập,clip tín/nhiệm,dụng,hiệu,ngưỡng thuyên/giảm phụng/phịu vịnh khuyên/đi,giải,sao,bảo,em,can,nhủ,mình,tôi,con,nên,chị
páo mỷ dua súa dế tủa dình vừ lử pành pham lềnh nủ dợ pàng mảy chợ/phiên sính sì phìn pà
mẩy dua dí vư nhìa thào khua pó
ninh chơ/vơ gếnh pha/chế,trà dếnh nhè hờ/hững tồng nhia vảng mị xía xúa chang
phềnh chu/đáo,cấp tếnh kỷ/luật,niệm ly
pư sài/gòn chá pản phúng dảo mủi phẩy chẳn sểnh chiêu phàn xuân/này,tới,về cói
pâng ín pản hặc ót thẻo piêng ún inh phiu ọi
phia rây sô thia phol rith sara sophia srây khêm rết vuth rine rếch kha thol đara pheap sarim sovann thươl sarươl thary
neng khuôl bolyna pisey sóc/trăng phanna sakhone molika thảnh/thơi
`;

/** Names that are also words of every day: seen only with a capital, or behind \`tên\`. */
export const GIVEN_SHY =
  'hoài bình an tâm tình yên nam bảo thương hiền vui thắng đông nhàn sang thành thế học hội hợp tiến toàn trọng trung trường '
  + 'tường thái quý phát phú quốc tài tân thanh thu thơ thơm thọ lợi lộc long lâm hậu minh my ngân nghĩa như ánh chi chiến '
  + 'đào định đức mạnh sơn tú vũ liên thiện lam luyện thêm nhẫn nhớ yêu lụa thắm tươi bền thức lực chung công danh bắc '
  + 'đoàn kết tám chín năm tư út cả nhất vàng bạc gái trai ngoan nở bé lớn chính cảnh hoạt dần mùi thân dậu ất giáp thuần '
  + 'điệp lê ái vân kiều mơ mong đợi lệ thúc hiển khoản thỏa xinh đẹp tuyển chuyên lương bằng tuyên vương hào sáng đang lai '
  + 'khương thạch hưởng tới nguyên hùng lan cương tiếp quyền luật nhật văn hiệu hữu dương nhung thoại đồng trí dinh tốt '
  + 'máy chớ chứ sử sá câu chua say già mua chia mai bảy sáu lả ngà đôi xoa phóng liều muôn sâu lồng tả chanh đa thư việt giao giống khai chìa lìa thoong dính piều mường lún điện lầu '
  + 'thi mo mây gia vi cư ong dơ bo nhím tít bin ken xíu tí bống thỏ cún mít '
  + 'sùng vàng giàng lò cầm quàng hạng mùa ly sìn seo chử thề pao sua tua mi sung lia lu va nu chi du khu tu dia po ca tra sa xa sang say';
