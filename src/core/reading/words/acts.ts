/** What is done: blows, threats, weapons, locks, wounds, flight. Single syllables never stand alone in a rule. */
export const ACTS = {
  hit:
    '{đánh,uýnh,quýnh,oánh,quánh,uánh,woánh,wánh,tẩn,nện,phang,thụi,thoi,đấm,tát,đập,đạp,vụt,quất,táng,bợp,vả,giã,' +
    'choảng,dộng,bem,dần,bụp,nện,tương,sút,húc,phang,đá,dợt,dọng,giộng,tống}|' +
    '{đánh,quánh,oánh,uýnh,đập,tát} {đập,đấm,đá,cho,tới tấp,túi bụi,dã man,hội đồng,ghen,thâm tím,bầm dập,tàn nhẫn,' +
    'như đòn thù,no đòn,mắng,chửi}|' +
    'đấm đá|đấm đạp|tát tai|bạt tai|bạo hành|hành hung|hành hạ|ngược đãi|đánh đòn|chửi đánh|ra tay|vung tay|động ' +
    'tay|động chân|động thủ|tẩm quất cho|' +
    'thượng cẳng chân|thượng cẳng chân hạ cẳng tay|hạ cẳng tay|{giật,nắm,túm,lôi,kéo,giựt,cầm,xoắn,kẹp} tóc|{dúi,' +
    'đập,dìm,ấn,đè} đầu|lôi ra|lôi cổ|lôi xềnh xệch|' +
    'ăn đòn|bị đòn|no đòn|trận đòn|chịu đòn|đòn roi|đòn|cho một trận|bạt mạng|cấu xé|cấu véo|bẻ tay|vặn tay|xô ngã|' +
    'xô|đẩy ngã|đẩy em ngã|quật ngã|quật|' +
    'ném vào {tường,người,đầu,mặt}|ném {em,con,bát,đồ}|ném đồ|ném bát|ném ghế|nem do|đánh nhau|vũ phu|xông vào ' +
    'đánh|nhảy vào đánh|' +
    'dí {thuốc lá,điếu thuốc}|dí thuốc|hắt nước sôi|tạt nước sôi|đổ nước sôi|dội nước sôi|chích điện|dí điện|gí điện|' +
    'hit|hits|hitting|beat|beats|beating|beaten|beat up|punch|punches|punched|kick|kicks|kicked|slap|slaps|slapped|' +
    'hurt me|hurting|hurts me|attack|attacks|attacking|abuse|abuses|abused|abusive|violent',
  kill:
    'giết|dết|giêt|rết chết|zết|zết chết|giết chết|dết chết|chém|chém chết|đâm|đâm chết|bắn|bắn chết|xiên|xiên ' +
    'chết|cắt cổ|chặt đầu|đánh chết|đập chết|quánh chết|oánh chết|' +
    'uýnh chết|thiêu sống|chôn sống|lấy mạng|cho chết|cho mày chết|thủ tiêu|khử|cho đi đời|đòi mạng|xử|xử lý|xử ' +
    'đẹp|thịt {em,tôi,tui,mày,con,vợ}|trảm|giết cả nhà|giết hết|chết chung|cùng chết|chết cùng|chết chùm|' +
    'chết hết|cho nổ|ăn thua đủ|một sống một chết|đồng quy vu tận|không để {em,tôi,tui,mày} sống|cho biết tay|cắt ' +
    'gân|chặt tay|chặt chân|móc mắt|rạch mặt|' +
    'đi tù cũng được|ném xuống {sông,suối,giếng,vực,ao,hồ}|dìm chết|dìm {xuống,đầu,em,đầu em,đầu tui} |{dìm,nhấn,' +
    'ấn} {đầu,em,tôi,đầu em,mặt em} {xuống,vào} {nước,bể,ao,suối,chum,bể nước}|kết thúc tất cả|kết liễu|tiễn|cho ' +
    'lên đường|cho về chầu trời|cho đi luôn|cho xuống mồ|hết đời|tới số|hết đường sống|không toàn mạng|nuốt sống|' +
    'băm|chặt {em,tôi,tui,mày,ra} |xé xác|róc thịt|lột da|đẩy xuống {sông,suối,vực,giếng}|chôn {em,tôi,tui,mày,con,' +
    'vợ}|' +
    'kill|kills|killing|murder|stab|stabbed|stabbing|shoot|shooting|cut my throat',
  // Said of the killing above: it makes a boast into a threat.
  threat:
    'dọa|đe dọa|đe|hăm dọa|hăm|hù dọa|đòi|thề|tuyên bố|hẹn|bảo sẽ|nói sẽ|bảo là sẽ|định|tính|toan|muốn|sẽ|nhất ' +
    'định|thách|dọa sẽ|nhắn là|nhắn tin|bảo|nói|biểu|kêu|sắp|' +
    'threaten|threatens|threatened|threatening|says he will|said he will|will|want to|wants to|going to|gonna|try ' +
    'to|trying to|tries to',
  menace:
    'dọa|đe dọa|hăm dọa|hăm|hù dọa|đe nẹt|uy hiếp|khống chế|khủng bố|threaten|threatens|threatened|threatening|' +
    'threat|blackmail',
  strangle:
    '{bóp,siết,xiết,chẹt,kẹp,vặn,thít,tròng dây vào} cổ|{đè,chặn,chẹn,nắm,bẻ,túm,ghì,quàng} cổ {em,tôi,tui,con,chị,' +
    'mẹ,vợ,bé,cháu,nó}|bóp họng|bóp hầu|bóp mũi|{bịt,bưng} {miệng,mồm,mũi}|{ấn,đè,trùm,bịt} gối|lấy gối {đè,bịt,' +
    'trùm}|' +
    'lấy dây {siết,thắt}|choke|chokes|choked|choking|choke me|strangle|strangled|strangling|strangles|suffocate',
  breathless:
    '{không,ko,k,khó,chẳng} thở {được,nổi,được nữa}|không thở|khó thở|ngạt thở|nghẹt thở|sắp ngạt|ngộp thở|tắt thở|' +
    'hết hơi|thoi thóp|tím tái|can not breathe|cannot breathe|cant breathe|can t breathe',
  weapon:
    'dao|con dao|cây dao|dao phay|dao rựa|dao quắm|dao nhọn|dao bầu|dao găm|dao mèo|dao lam|dao thái lan|dao bấm|' +
    'dao chọc tiết|dao mổ lợn|dao làm bếp|dao bếp|cái dao|lưỡi dao|rựa|cái rựa|cây rựa|búa|cái búa|cây búa|cái búa ' +
    'bổ củi|búa tạ|búa đinh|rìu|cái rìu|' +
    'súng|súng kíp|súng săn|súng hơi|súng hoa cải|khẩu súng|cây súng|kiếm|thanh kiếm|mã tấu|mìn|quả mìn|thuốc nổ|' +
    'lựu đạn|cái mác|cầm mác|liềm|cái liềm|câu liêm|cái phảng|chai vỡ|mảnh chai|xà beng|tua vít|chĩa|đinh ba|cuốc|' +
    'cái cuốc|xẻng|cái thuổng|thuổng|cái nỏ|hung khí|thanh sắt|ông sắt|ống sắt|cây sắt|tuýp sắt|ống tuýp|gậy sắt|' +
    'knife|machete|gun|axe|hammer|rifle|sword|weapon',
  // They hurt, and are told of as a beating more often than as a threat to life.
  rod:
    'gậy|cây gậy|cái gậy|gậy gộc|gậy gỗ|khúc cây|khúc gỗ|cây củi|thanh củi|que củi|đòn gánh|dây điện|dây lưng|thắt ' +
    'lưng|dây nịt|dây thừng|roi|cái roi|cây roi|roi mây|roi điện|roi trâu|gạch|cục gạch|viên gạch|hòn đá|cục đá|' +
    'chai bia|chai rượu|vỏ chai|điếu cày|cái điếu|ghế|cái ghế|ghế gỗ|' +
    'chày|cái chày|cây lau nhà|cây chổi|cán chổi|cái chổi|cái kéo|móc áo|ống nước|mũ bảo hiểm|nồi cơm|phích nước|' +
    'stick|big stick|belt|rope|bottle|chair|bat',
  wield:
    'cầm|cầm cả|cầm theo|vác|xách|xách theo|lôi|rút|kề|gí|dí|giơ|dơ|vung|quơ|khua|múa|lăm lăm|lăm le|thủ|thủ sẵn|' +
    'mang|mang theo|mang theo cả|lấy|đi lấy|đang lấy|giấu|chĩa|chỉa|trỏ|mài|dùng|nắm|tay cầm|' +
    'cầm cái|cầm con|cầm cây|có|vớ|vớ lấy|vớ được|nhặt|chộp|lên đạn|nạp đạn|tìm|kiếm|đi tìm|phi|ném|phóng|lia|has|' +
    'have|holding|hold|holds|with|got|took|take|takes|grab|grabs|carry|carrying|brings|bring',
  // Verbs that make a tool a weapon by themselves.
  brandish:
    'kề|gí|dí|giơ|dơ|vung|chĩa|chỉa|lăm lăm|lăm le|múa|khua|lên đạn|rút|thủ sẵn|phi|lia|point|points|pointing|' +
    'swing|swinging',
  chase:
    'đuổi|đuổi theo|đuổi đánh|đuổi chém|đuổi giết|rượt|rượt theo|rượt đuổi|rượt đánh|rượt chém|bám theo|dí theo|' +
    'truy đuổi|truy lùng|lùng|lùng sục|săn lùng|săn đuổi|đi lùng|chặn đường|chặn đầu xe|chặn xe|chặn|' +
    'xông vào|xông tới|xông ra|xông đến|xộc vào|lao vào|lao tới|lao đến|nhào vô|nhào vào|nhảy vào|sấn tới|áp sát|' +
    'chase|chases|chasing|chased|run after|runs after|coming after|come after|following me|follow me|is following|' +
    'keeps following',
  seek:
    'tìm|đi tìm|đang tìm|kiếm|đi kiếm|đang kiếm|lùng|lục tìm|tìm thấy|tìm ra|bắt được|look for|looking for|find me|' +
    'finding me|found me|search for',
  breakIn:
    '{đập,đạp,phá,cạy,đá,xô,húc,tông,phá tung,đạp tung,đập phá,đâm} {cửa,cổng,cửa sổ,cửa nhà,cửa phòng,cửa buồng,' +
    'khóa,nhà}|phá khóa cửa|leo rào|trèo rào|trèo tường|leo cửa sổ|trèo cửa sổ|bật tung cửa|' +
    '{break,breaks,breaking,kick,kicking,smash,smashing,bang,banging,hitting} {the,my,on the,on my,down the,in ' +
    'the} door|break in|breaking in|break the window|break door',
  smash:
    '{đập,phá,đốt,ném} {đồ,phá,đồ đạc,nhà,hết,tan,nát,tivi,bát,bát đĩa,điện thoại,xe}|đập phá|phá nhà|phá đồ|phá ' +
    'hết|phá tan|lục tung|lật tung|breaking everything|breaks everything|phá phách|quậy phá|đập hết|ném đồ|lên cơn|' +
    'nổi điên|nổi cơn|phát điên|điên lên|như thằng điên|làm dữ|hung dữ|hung hăng',
  confine:
    'nhốt|nhôt|giam|giam lỏng|giam giữ|giữ không cho {về,đi,ra}|gác cửa|đứng gác|có người gác|cho người {canh,gác,' +
    'giữ} |bị canh|bị giữ trong|cầm tù|cầm cố người|trói|trói tay|trói chân|trói lại|xích|xích lại|xích chân|cột ' +
    'tay|cột chân|cùm|còng tay|{khóa,khoá,chốt} {cửa,trái cửa,trái,nhốt,chặt cửa,hết cửa,cổng,ngoài,cửa ngoài}|bắt ' +
    'hết cửa|canh cửa|' +
    'không ra {được,khỏi,ngoài được}|{không,cấm,chẳng} cho {em,tôi,tui,mẹ con em,con,chị ấy,} {ra ngoài,ra khỏi ' +
    'nhà,ra khỏi phòng,ra khỏi buồng,bước ra,đi đâu,ra đường}|bắt cóc|khống chế|không thoát ra được|' +
    'took the key|lock me|locks me|locked me|lock us|locked us|locked in|locked inside|lock up|locked up|locked ' +
    'the door|tied up|tie me|tied me|trapped|cant get out|can t get out|cannot get out|cant go out|can t go out|' +
    'kidnap|kidnapped|hold me|keep me inside',
  wound:
    'chảy máu|máu chảy|máu me|đầy máu|ra máu|toàn máu|vũng máu|máu ra|phun máu|hộc máu|ói máu|trào máu|bê bết máu|' +
    'cầm máu|cầm được máu|máu quá|chảy nhiều máu|rỉ máu|mất máu|băng huyết|' +
    'gãy {tay,chân,xương,xương sườn,sườn,răng,cổ,mũi,xương sống}|vỡ đầu|rách đầu|toác đầu|bể đầu|u đầu|lỗ đầu|' +
    'thủng {bụng,đầu,ruột}|đứt {tay,tai,gân,ngón tay}|lòi ruột|bất tỉnh|ngất|ngất xỉu|ngất lịm|ngất đi|xỉu|hôn mê|' +
    'co giật|cấp cứu|' +
    '{không,không thể} {đứng,ngồi,đi,dậy,nhìn} {dậy được,được,nổi,dậy nổi,thấy gì}|không dậy nổi|không đi được|' +
    'bỏng|bị bỏng|tím ngắt|thương nặng|bị thương|bị thương nặng|sưng vù|choáng|nằm bất động|nằm im|không khóc nữa|' +
    'nằm ở {sân,đất,đường,nhà,ruộng}|nằm dưới {đất,bếp,sàn,sân}|nằm gục|gục|gãy rồi|đau quằn quại|quằn quại|đau ' +
    'không chịu được|nôn ra máu|không nhấc {lên,được,lên được}|không cử động được|không lết được|lết|bò ra|hấp hối|' +
    'nguy kịch|rách mặt|rách mồm|rách tai|sưng không mở được|không nhìn thấy gì|mù mắt|không nhúc nhích|không tỉnh|' +
    'sùi bọt mép|' +
    'bleeding|blood|cant walk|can t walk|cannot walk|cant stand|can t move|cant move|cant breathe|unconscious|' +
    'broken arm|broken bone|injured|cannot stand|fainted|wounded',
  bruise:
    'bầm|bầm tím|bầm dập|tím bầm|thâm tím|thâm|tím mặt|tím mắt|tím người|sưng mặt|sưng mắt|mặt sưng|sưng húp|vết ' +
    'bầm|vết lằn|vết thương|thương tích|sẹo|khâu|mũi khâu|nằm viện|nhập viện|trầy xước|bruise|bruises|bruised|' +
    'black eye|hospital',
  faceUp: 'chảy máu mồm|máu mũi|máu mồm|máu đầu|máu miệng',
  fuel:
    'xăng|dầu|can dầu|chai dầu|can xăng|chai xăng|thùng xăng|axit|a xít|át xít|axít|dầu hỏa|dầu hôi|gas|ga|bình ga|' +
    'bình gas|van ga|van bình ga|xăng dầu|petrol|gasoline|acid|gas tank',
  pour:
    'đổ|tưới|tạt|rưới|dội|hắt|xịt|mở|xả|vặn|mua|xách|cầm|vác|mang|châm|tẩm|để sẵn|dọa tạt|pour|pours|poured|' +
    'pouring|throw|throws|threw|open|turn on',
  burn:
    'đốt nhà|đốt {em,tôi,tui,vợ,con,cả nhà,luôn,luôn người,chết,hết nhà}|đòi đốt|dọa đốt|định đốt|phóng hỏa|châm ' +
    'lửa đốt|đốt tóc|đốt áo|cháy nhà|nhà cháy|thiêu|thiêu rụi|tạt axit|tạt a xít|set fire|burn me|burn the house|' +
    'burn down|burn us|burn my house',
  spark: 'châm lửa|bật lửa|bật diêm|quẹt diêm|quẹt lửa|quẹt|lửa|diêm|lighter|match',
  flee:
    'chạy trốn|bỏ chạy|chạy thoát|tháo chạy|chạy ra {đường,khỏi nhà,khỏi,lộ,bờ ruộng,suối,cánh đồng,ngoài,rừng,' +
    'suối,ruộng,nương,đồng,bãi,ngoài đường,vườn}|chạy qua {nhà,ngoại,nhà ngoại,hàng xóm}|chạy sang {nhà,ngoại,hàng ' +
    'xóm}|chạy vô|chạy vào {rừng,nhà}|chạy về ngoại|chạy lên {rừng,nương,đồi}|chạy khỏi nhà|đang chạy|chạy đi đâu|' +
    'hết đường chạy|không chạy được|chạy {không nổi,không được,hết nổi,chân đất}|chân không dép|chân đất|chạy ' +
    'không kịp|thoát ra|thoát được|trốn ra|trốn khỏi|trốn chạy|ra khỏi nhà được|ôm con chạy|bế con chạy|dắt con ' +
    'chạy|cõng con chạy|bồng con chạy|run away|running away|running from him|escaped|escape|ran away|ran out|run ' +
    'out',
  hide:
    '{đang trốn,trốn,núp,nấp,ẩn,chui,đang núp,đang nấp} {trong,dưới,sau,ngoài,ở,vào,gầm,trên,bên,vô,tạm,sang,qua,' +
    'nhờ,đằng sau}|trốn trong|đang trốn|trốn đâu|trốn nó|trốn chồng|đang núp|đang nấp|núp|nấp|trốn|chốt cửa|hide|' +
    'hiding|hid|im hiding',
  rape:
    'hiếp|hiếp dâm|cưỡng hiếp|cưỡng bức|cưỡng dâm|làm nhục|ép {em,tôi,con,} {quan hệ,ngủ,làm chuyện đó,chuyện ấy}|' +
    'đè {em,tôi,tui,con,cháu} ra|đè ra|lột {quần áo,đồ,hết quần áo,quần,áo}|xé {quần áo,áo}|cởi {quần áo,đồ,quần,' +
    'áo} {em,tôi,con,cháu}|giở trò|giở trò đồi bại|làm bậy|rape|raped|raping|rapes|force me to have sex|forced sex',
  molest:
    'sàm sỡ|sờ soạng|sờ mó|sờ|mó|sờ vào|sờ đùi|sờ ngực|sờ mông|sờ chỗ kín|sờ vùng kín|chạm vào chỗ|chỗ kín|vùng ' +
    'kín|dâm ô|dâm dục|quấy rối|quấy rối tình dục|gạ tình|gạ gẫm|gạ|xâm hại|xâm hại tình dục|lạm dụng|lạm dụng ' +
    'tình dục|bóp ngực|bóp mông|ôm ấp|ôm hôn|ôm và sờ|hôn em|hôn cháu|hôn con|' +
    'làm bậy|làm chuyện xấu|chuyện xấu|chuyện người lớn|làm chuyện đó|làm chuyện bậy bạ|đụng chạm|động chạm|nhìn ' +
    'trộm|rình {em,cháu,con} tắm|xem trộm|quay lén|vào giường|mò vào|mò vào buồng|mò vào giường|mò vô|cởi quần áo|' +
    'cởi quần|cởi áo|cởi đồ|cởi truồng|bắt cởi|' +
    'ảnh không mặc {gì,áo,đồ,quần áo}|ảnh nóng|ảnh nhạy cảm|clip nóng|clip sex|ảnh khỏa thân|khỏa thân|quan hệ với|' +
    'ngủ với|nhắn tin bậy|tin nhắn bậy|bậy bạ|cho xem phim sex|phim sex|phim người lớn|có bầu không biết của ai|' +
    'touch me|touched me|touch her|touched her|touches me|molest|molested|harass|harassed|sexual|naked photo|nude|' +
    'private parts',
  insult:
    'chửi|chửi bới|chửi mắng|chửi rủa|mắng|mắng nhiếc|mắng chửi|nhiếc móc|nhiếc|sỉ nhục|lăng mạ|xúc phạm|nhục mạ|' +
    'hạ nhục|đay nghiến|khinh|khinh rẻ|coi thường|dằn vặt|rủa|réo tên|sỉ vả|bêu xấu|hắt hủi|ghẻ lạnh|miệt thị|coi ' +
    'như {đầy tớ,người ở,ô sin}|insult|insults|insulting|scold|scolds|yell at me|yells at me|humiliate|curse at me|' +
    'call me stupid|calls me stupid',
  jealous:
    'ghen|ghen tuông|ghen lắm|đánh ghen|nghi ngờ|nghi có trai|bảo có trai|bảo đi với trai|kiểm tra điện thoại|soi ' +
    'điện thoại|lục điện thoại|bám theo|theo dõi|rình rập|đeo bám|làm phiền|quản thúc|kiểm soát|giám sát|control|' +
    'controls|controlling|stalk|stalking|jealous|follows me',
  drunk:
    'say|say rượu|say xỉn|xỉn|rượu vào|uống rượu|nhậu|nhậu say|nhậu về|rượu chè|nát rượu|nghiện|nghiện rượu|ma túy|' +
    'cờ bạc|thua bạc|ngáo|ngáo đá|mùi rượu|cữ rượu|phê thuốc|chơi đồ|lô đề|cá độ|drunk|drinks|drinking',
  evict:
    'đuổi {em,tôi,tui,mẹ con em,mẹ con tôi,mẹ con,hai mẹ con,2 mẹ con,vợ,vợ con,chị ấy,con,} {ra khỏi nhà,ra đường,' +
    'khỏi nhà,ra ngoài,ra ngoài trời,về ngoại,đi,về nhà ngoại,ra,về nhà mẹ đẻ,khỏi cửa}|đuổi ra khỏi nhà|đuổi khỏi ' +
    'nhà|tống ra khỏi nhà|tống cổ|đuổi cổ|không cho vào nhà|kick me out|kicked me out|throw me out|threw me out',
} as const;
