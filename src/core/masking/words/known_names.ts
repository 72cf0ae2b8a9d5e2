/**
 * Given names as they are given in Viet Nam, from general knowledge and no corpus: what they are, not how sure a word
 * is one. The weighing (signs.ts) decides by what stands around them.
 */
export const KNOWN_KINH = `
an ân anh ánh ái bách bạch băng bằng bảo bích biên bình bồng bửu ca cẩm cần cẩn cảnh cao cát châu chi chí chiến chiêu chinh chính
chung chuyên chương công cúc cung cương cường cừ dân danh dậu diễm diện diệp diệu dinh doan doãn doanh dũng dung duy duyên duyệt dự dương
đài đại đạm đạo đan đang đào đạt đăng đặng đích điềm điền điệp đinh định đoan đoàn đô độ đông đồng đức được gấm gia giáp giang giác giao hà hạ hạc
hải hân hán hạnh hằng hào hảo hạo hậu hiên hiến hiền hiển hiếu hiệp hiệu hinh hoa hoà hoài hoan hoàn hoàng hoạt hội hồng hợi hợp huân huấn
huê huế huệ hùng huy huyên huyền huỳnh hưng hương hường hướng hưởng hữu hỷ kha khả khải khang khánh khanh khiêm khiết khoa khoan khoát khôi khởi
khuê khuyên khương kiên kiếm kiệt kiều kim kính kỳ lai lài lam lâm lan lân lành lạc lập lê lệ lễ lịch liêm liên liễu linh lĩnh lộc lợi long
loan lụa luân luận lực luyến luyện lương lượng lưu lựu ly lý mai mão mạnh mẫn mận mậu mây miên minh mơ mộng mùi mỹ my mỵ na nam năm năng nết nga ngà
ngạn ngân ngát nghi nghị nghĩa nghiêm nghiệp ngoan ngoãn ngọ ngọc ngôn nguyên nguyện nguyệt nguyễn nhã nhàn nhạn nhan nhâm nhân nhẫn nhất nhật nhi nhị
nhiên nho như nhu nhung nhượng nhường ninh nở nương oanh phấn phan phát phi phiên phong phú phúc phụng phước phương phượng quách quân quang quảng
quế quốc quý quyên quyến quyền quyết quỳnh sa san sang sáng sâm sáu sen sinh soan soạn sơn song sự sửu sương tá tạ tài tâm tầm tấn tân tạo thạch
thái tham thắm thân thanh thành thạnh thảo thạo thắng thăng thật thế thể thêm thêu thi thiên thiện thiết thiều thìn thinh thịnh thoa thoả thoan thoại thọ
thông thơ thơm thời thu thụ thuần thuận thục thuỳ thuý thuỷ thuyên thuyết thư thực thức thương thường thưởng thược tiên tiến tiềm tiệp tiếp tín tính tình tĩnh
toại toan toán toàn toản tới trà trâm trầm trang tráng tri trí triệu trinh trình trịnh trọng trúc trung trường trưởng trực truyền tuân tuấn tuất tùng tuy
tuyên tuyến tuyền tuyển tuyết tú tư tứ tự tường tưởng tươi tỵ tý uy uyên ước ưng văn vân vạn vàng vệ vi vĩ viên viễn viện việt vinh vĩnh vịnh võ vọng vũ vui vương vượng
vy xinh xoan xuân xuyên xuyến yên yến yêu ý đậu đượm bắc bảy bé bưởi bống bi bin bo cò cu đen đẹt hai ba bốn tám chín mười út cả tèo tí tũn tủn sóc mèo gấu bông
kẹo nấm ngô khoai sắn thóc gạo nhím thỏ cún mít na đỗ lạc mướp dâu mận đào ổi chanh dừa bơ su sò ken min mon ben ti tôm cốm nhót hến hĩm cam quất
tẹo tồ còi bột mập lùn nhài huệ lý cúc hồng hiêng miền mến nhớ thương đợi mong nhàn lắm đủ thừa dần thôi chót mót nụ búp cành chuộng quý báu giàu sang đẹp tốt ngoan hiền
dịu nhẹ nết hoè thìn tỵ ngọ mùi thân dậu hợi kỷ canh tân nhâm quý giáp ất bính đinh mậu khuyến khích phấn đấu kiên trung tám sửu thuyền bến khoái lượt loát lưỡng huấn luyện tập
đoài thuật thược viễn toát quắn cung rạng đông tỉnh chuẩn chức khuông thiệp thiệu phái phó quát nhuận nhuệ nhu trân trác truật vóc vượt xuyên xuất khuyên khuynh lãm lãng liệu
`;

/** Of the Hmong, Dao, Tày, Nùng, Thái, Khmer, Chăm and the peoples of the Central Highlands. */
export const KNOWN_HIGHLAND = `
páo pao dua dủa dở sú sùng súa sua mỷ mị mỉ mai mảy máy chá chà chứ chử chư chô chớ chông chống chu chúng chua chía cháng chải dê dế dia dính dợ dơ dung dủ gấu giàng giống
khua khứ khai lầu lau lềnh lử lừ lự lồng ly lỳ mo mó mú nhè nhia nếnh nủ nú páng pà pàng pằng pề phừ phử phứ phình phong pó pủa pua sà sáng sáy say seng sềnh sếnh sinh sình sì sía
sính sò sở sử tàng thào thò thề tỏa tồng tông trư trừ trử tủa tú váng vàng và vừ vư xà xá xanh xay xềnh xì xí xía xính xúa ưởng câu cở cớ cho chừ của đơ đớ hạng hồ hờ khày lình
mại máng mua nhìa nênh phềnh phủ ghề gió giả giông già say sai sái sèo sỉ vá vứ zế zia zính zở nhù mùa tếnh súng chống sài chía lia sông chìa khé páy
mẩy mảy mán mùi mụi mủi nái nải náy nhàn nhậy phin phẩy phấy phú phâu quẩy quyên sểnh siệu siểu sỉu sâu sầu san sành tả tá tài tình ton tòng vạn váy vần viện vủi chiêu chòi chản chẳn
chày cói dảo diết dùn dào duyên ghển giào khe kiêm kinh lai láo lở lụa lưu lụy lẩy lỷ liều luầy mềnh ngân mìn mểnh pham pu pết pham phàn phạ quan
ban bun bua ín inh ỉnh ọi óng pản pâng piêng piếng pom phương phóng panh hặc hịa hiêng hoa hom khặm khặn khua kẻo lả lún lả lếch nhâm nhọt ngần ngoan nọi nơi ót ỏn ởi pấng púng pọm
sương tiếng tướng thoong thoan thẻo thín thươi tỉnh tỏ tun ún ương ứng yên yêu xiên xôm xoan dua phiu phỏng đôi đón điêng dọn dín cu chom chựa chiêng bó bọn bích biên bánh
nhình nhinh nình nông páo phảy pảo slao slinh sluông slim sloan vảy vèn vén vẻn vình dền dèn dìn kẻn lằm lẩm lèn lình lường mằn mèn pẩu phàng phủng sằm sẩm
sóc phia rây sa ra rone rích rith rết rịch sô thia sophia sophi sary sarin sarim sovann sokha sokhom sokun sophal sophana sophat sopheap sarương srây srey sươl sươn thon thol thoi thươl
thanh tha phol phally phary phương pheap pisey bopha bopa bôpha boran chanh chanda chantha chamroeun dara đara dany davy hiêng hênh kalyan kanha kanika khêm khươl khuôl kim kosal kunthia kunthea
linda makara maly mony monika molika nary neng néang neáng neary nimol phanna phalla phirun rany rath ratha rasmey rithy rotha sakhon sakhone samnang samath samol sara sarath savuth
savy serey sina somaly sothea sotheara sreymom sreyneang thary thavy theary tola vanna vannak vichet visal vuth vuthy yarey uynh chành rone rươne ươne ươl sươne sanh đanh đương
hen hnhi nhi nga linh lan hương mlô bia blinh brao brel biăp bhem bhiu bliu bram bri brim brông chem chrim dim dlăng drai duin đê đik điêng đrin enuôl eban gel ghel giá glơi
hchi hlup hlúp hluê hlan hiâo hrin hbia hdok hlê hmer hmai hnuê hrang hưn hyao jut jim juel jhi jơi jring jú kbrel kbrẻo kđê khin kiêm kha klong knul krai kring krông krưm kuên
lieu liêu lem lơi luin luên lup luy mai mang min mloan moan mơr mrang muôn mơi ngai ngek ngoan nglô nhem nhơr nhoi nhỏi nhên nhiếu nin nia niê nul nur phem phơi phonh
plêng plơi prai pui rlan rin ring rơi ruên rơm rưm sier sim siu soal suin tak tem tham thom thoi thuin thuôt tiếu tin tlur tlới toai trang tuyn vin vuin wen wer wên wơn
yam yêm yiu yoan yon yuin yang yơng ysa ydam nhớt nhút nhot nhuh brẻo brêu drop đeng đek glang gok hil hlin hlơn hral jek jem jri kjăng klêu kơn kră kut lak leng lih loi luk
ja amin amat abdol aisah ali asmah basiron danon fatimah hasan halim haly hosen husen ibrahim jamilah karim kasim khadijah mariam maly musa mohamad nasir rokiyah salay saleh saly sarifah
soleh sophiah yusof zainab thuận đạo hời quảng đắc vằn duyên dụng dợn
`;

/** Family names: the usual ones of the Kinh and of the peoples. */
export const KNOWN_FAMILIES = `
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn trịnh trương mai tô hà lâm cao phùng tạ quách lương thái tăng châu vương tống tôn từ tiêu thân lưu
lữ lã lại la kiều kim khúc khổng hứa giáp doãn diệp đàm đậu đồng chu chung cù cung cấn bạch bế âu nông nghiêm ninh ngụy mạc mã ma lục lăng lều lành hàn hán hoa hình mẫn nhâm nhan ông ôn phí phó phương
quản quan sái sầm sơn tất thạch thi thiều thẩm tiền tòng triệu trà trang tưởng ứng uông văn vi viên việt vòng xa yên lỗ lộc lò lường quàng cà cầm bạc điêu tòng lèo đèo vì hoàng hà kha khằm lự mè ngần
giàng sùng thào vàng vừ hạng mùa lầu lừu lù lý cứ chá chảo cháng chang tráng thò thèn sồng hờ hù già giả hảng hầu ly lỳ má phàng và xồng vư ma sìn seo tẩn phàn bàn đặng triệu chẻo chìu phượng lồ
tằng chíu dường lìm voòng vòng nình phún sằm sầm lèng lô lang viêng vang ngân kha cụt moong xeo lữ danh châu chau kiên liêu sơn thạch kim tăng trầm neang neáng néang huỳnh lâm đào tiền mai
niê mlô ayun êban êňuôl ênuôl kpă ksơr ksor siu rơ châm rahlan rmah rcom nay byă kbuôr hmok knul hwing adrơng bkrông buôn krông puih rơmăm đinh a y xa y blô brôl alăng bríu pơloong arất bhling coor zơ râm
hiên bhnướch tơngôl ating kôn k ka kơ să liêng jrang cil cill lơ mu rơ ông đơng gur kră jăn cillpam bonyô pang ting touneh tou neh ya sa dagout dagour ma bon ja dơng hán kiều báo từ đàng lưu quảng thành thập
hồ pi năng katơr chamaléa tain pinăng cao mấu bo bo tro
`;
