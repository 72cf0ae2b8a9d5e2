/** When, where and how urgent: what tells a blow that falls now from one that fell last year. */
export const TIMES = {
  now:
    'đang|đag|đương|đang lúc|bây giờ|bây chừ|giờ|bi giờ|lúc này|ngay lúc này|ngay bây giờ|ngay giờ|hiện tại|hiện ' +
    'giờ|hiện đang|hiện|liền bây giờ|vừa|vừa mới|mới vừa|vừa xong|nãy giờ|từ nãy|lúc nãy|hồi nãy|khi nãy|ban nãy|' +
    'chừ|lúc ni|đây này|đây nè|kìa|nè|lại nữa rồi|lại bắt đầu|đêm nay|tối nay|hôm nay|sáng nay|trưa nay|chiều nay|' +
    'khuya nay|nãy|' +
    'từ sáng đến giờ|từ tối đến giờ|từ trưa đến giờ|từ hôm qua đến giờ|từ qua đến giờ|từ tối qua|từ đêm qua|từ ' +
    'sáng|từ trưa|từ chiều|từ tối|từ đêm|' +
    'now|right now|just now|tonight|at the moment|is coming|still|already',
  soon:
    'sắp|xắp|sắp sửa|chuẩn bị|tí nữa|tý nữa|lát nữa|chút nữa|tối nay|đêm nay|10 phút nữa|5 phút nữa|phút nữa|sáng ' +
    'mai|tối mai|đêm mai|ngày mai|hôm nay|mai|từ giờ đến|tối về|tonight|soon|tomorrow|today|minutes',
  past:
    'hôm qua|hôm kia|hôm nọ|hôm trước|hôm bữa|bữa trước|bữa hôm|bữa qua|bữa kia|hôm rồi|hôm nớ|hôm tết|hôm chủ ' +
    'nhật|tuần trước|tuần rồi|tuần qua|tháng trước|tháng rồi|năm ngoái|năm trước|năm kia|năm rồi|hồi|hồi trước|hồi ' +
    'đó|hồi xưa|hồi tết|hồi tối|hồi hôm|ngày trước|ngày xưa|' +
    'lúc trước|lần trước|trước đây|trước kia|trước giờ|lúc xưa|xưa|đêm hôm trước|đêm kia|bao năm|bao lâu nay|lâu ' +
    'nay|xưa nay|mấy năm|nhiều năm|mấy lần|nhiều lần|bao nhiêu lần|vài lần|3 lần|2 lần|hai lần|ba lần|lâu rồi|đã ' +
    'từng|từng|cách đây|năm nay|bấy lâu|từ ngày|từ hồi|từ khi|từ lúc|từ tháng|từ năm|' +
    'thường xuyên|thường|suốt|suốt ngày|hoài|hay|cứ|luôn|lần nào|lúc nào|lúc nào cũng|mỗi lần|mỗi khi|hễ|cứ mỗi|' +
    'hàng ngày|hằng ngày|ngày nào|đêm nào|tháng nào|tuần nào|bữa nào|thỉnh thoảng|đôi khi|đôi lúc|quanh năm|triền ' +
    'miên|như cơm bữa|chuyện thường|nghe quen rồi|là đánh|là chửi|đến giờ|tới giờ|xưa giờ|trước giờ|' +
    'yesterday|last week|last month|last year|last night|many times|always|often|usually|sometimes|every day|' +
    'everyday|every time|years|year ago|before|ago|used to|when he drunk|when he is drunk|when drunk',
  away:
    'ở xa nó|ở riêng|ra ở riêng|về nhà mẹ đẻ rồi|về ngoại rồi|đi làm xa rồi|đi làm thuê dưới xuôi|dưới xuôi rồi|đi ' +
    'hà nội rồi|đi miền nam rồi|xin lỗi rồi|xin lỗi em rồi|đi rẫy rồi|ly thân|đi tù rồi|bỏ được rồi|an toàn rồi|em ' +
    'ổn rồi|ổn rồi|bớt rồi|qua rồi|thoát rồi|chia tay rồi|mấy năm rồi|đã ly hôn|ly hôn rồi|safe now|left him',
  ifLeft:
    'nếu {em,tôi,tui,mình,} {bỏ,ly hôn,ly dị,chia tay,đòi bỏ,dám bỏ}|{bỏ,ly hôn,chia tay,ly dị} {là,thì,tao,nó,hắn,' +
    'anh ta} {nó,giết,chết,thì,là,mày}|bỏ tao|mà bỏ|bỏ nó|bỏ ổng|ly hôn|chia tay|if i leave|if i go|leave him',
  door:
    'cửa|ngoài cửa|trước cửa|sau cửa|cửa buồng|cửa phòng|cửa sổ|cổng|ngoài cổng|đầu cổng|trước cổng|ngoài ngõ|đầu ' +
    'ngõ|trước nhà|sau nhà|ngoài sân|trước sân|giữa sân|ngay cạnh|bên cạnh|phòng bên|ngoài kia|ở ngoài|ngay ngoài|' +
    'dưới nhà|trong nhà|ngoài đường|phòng trọ|door|outside|gate|window|next to me|here|downstairs',
  fear:
    'sợ|sợ lắm|sợ quá|hoảng|hoảng quá|hoảng loạn|run|run quá|khiếp|lo sợ|hãi|hãi quá|khóc|con khóc|kêu cứu|la hét|' +
    'kêu la|gào|hét|thảm|scared|afraid|so scared|terrified|crying|screaming',
  rescue:
    'cứu {em,e,tôi,tui,con,cháu,với,mình,mẹ,mẹ em,mẹ con em,mẹ con tôi,mẹ cháu,chị em,bạn em,chị ấy,vợ,nó,người,' +
    'mạng,giúp,chúng em,bọn em,tụi em,tao,tau,chị,bà,cả nhà,} {với,vs,chị ơi,đi,nhanh,gấp}|cứu {em,tôi,tui,con,' +
    'cháu,mình,mẹ em,mẹ con em,mẹ con tôi,bạn em,chị ấy,mạng,chúng em,bọn em,tụi em}|' +
    'ai cứu|xin cứu|kêu cứu|hãy cứu|đến cứu|tới cứu|sang cứu|mau cứu|cứu cứu|sos|s o s|help me|help us|please help|' +
    'pls help|save me|save us|save my|rescue me|call police|call the police|emergency|mayday|help help',
  cry: 'cứu|cuus|ciu|kiu|sos|help|khẩn cấp|nguy cấp|nguy hiểm',
  urgent:
    'gấp|gấp lắm|khẩn|khẩn cấp|nhanh lên|nhanh|mau|mau lên|ngay|ngay đi|liền|lẹ|lẹ lên|làm ơn|giúp với|giúp em với|' +
    'giúp ngay|giúp em|giúp tôi|giúp tui|giúp tôi với|đến ngay|tới ngay|urgent|hurry|hurry up|fast|quick|quickly|' +
    'please',
  police: 'công an|113|cảnh sát|cơ động|115|cấp cứu|police|ambulance',
} as const;
