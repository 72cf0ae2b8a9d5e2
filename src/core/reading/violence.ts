import type { Pattern } from './patterns.ts';

/** Violence that is told, asked about or feared, by her or for another: blows, words, money, bed, leash, door. */
export const VIOLENCE: readonly Pattern[] = [
  { says: '@abuse', unless: '@meeting/@prevention/@not' },
  { says: '@HER + bị + @abuse', gap: 2 },
  { says: '@HE + @hit', gap: 4 },
  { says: 'bị + @hit/@molest/@rape', gap: 4, unless: '@meeting' },
  { says: '!@hit + @HER', gap: 2, unless: 'bé đạp/con đạp/yêu một cái/đội/trận/team/game' },
  { says: '@HER + !@hit', gap: 2, unless: '@kid/@meeting/@animal/team/game/đội' },
  { says: '@hit + vợ/phụ nữ/đàn bà', gap: 1 },
  { says: '@hit & @past', unless: '@meeting/@farm/@food' },
  { says: '@drunk & @hit/@smash/@insult/@bruise' },
  { says: '@HE + @HARM', gap: 5 },
  { says: '!@HARM + @HER', gap: 2 },
  { says: 'bị + @kill/@strangle/@confine/@chase', gap: 3, unless: '@animal/@farm' },
  { says: '@HE + @menace', gap: 3 },
  { says: '@menace + @HER', gap: 2 },
  { says: 'bị + @menace', gap: 3 },
  { says: '@HE + @wield + @weapon/@rod', gap: 4, unless: '@food/@farm/@animal' },
  { says: '@HE + @smash', gap: 5, unless: '@farm/chuột/mưa/bão' },
  { says: '@bruise', unless: '@farm/@food/ngã xe/mổ/đẻ/muỗi/@animal/bảo hiểm/khám' },
  { says: '@HE + @insult', gap: 4 },
  { says: 'bị + @insult', gap: 4, unless: '@school' },
  { says: '@insult + @HER', gap: 1 },
  { says: '@HE + @jealous', gap: 3 },
  { says: '@HE + @evict', gap: 2 },
  { says: 'bị đuổi {ra khỏi nhà,đi,khỏi nhà,ra đường}/bị + @evict', gap: 2 },
  { says: '@evict', unless: '@animal/@food' },
  { says: '@HE + @rape/@molest', gap: 4 },
  { says: 'bị + @jealous', gap: 4, unless: 'lừa đảo' },
  // Money, papers, phone, going out.
  {
    says:
      '{giữ,thu,lấy,lột,cầm,quản} {hết,sạch,toàn bộ,cả,} {tiền,lương,thẻ,sổ đỏ,thẻ ngân hàng,tiền lương,tiền bảo ' +
      'trợ} & @HE',
    unless: '@meeting/@trade/tiết kiệm',
  },
  { says: '{đưa,nộp} {hết,hết tiền,hết lương} {cho,} {chồng,nó,mẹ chồng}/phải đưa hết/{tiền,lương} + đưa hết', gap: 4 },
  {
    says:
      '{không,chẳng} {cho,đưa,đưa cho} {em,tôi,tui,vợ,mẹ con em,} {tiền,đồng nào,một đồng}/giữ {hết,} tiền/giữ sổ ' +
      'đỏ/tiêu gì cũng phải xin/phải xin từng đồng/xin từng đồng',
  },
  {
    says:
      '{không,cấm,chẳng,cấm không} cho {em đi,em,tôi,tui,vợ,chị ấy,con dâu,} {về ngoại,về thăm,thăm,về quê,về nhà,' +
      'về nhà ngoại,đi làm,đi đâu,đi họp,đi chợ,đi học,ra ngoài,ra khỏi nhà,gặp,gặp ai,nói chuyện,dùng điện thoại,' +
      'xài điện thoại,liên lạc,đi khám,đi viện,đi khám thai,dùng,nghỉ,ngủ,ăn}',
    unless: '@school/cô giáo/@trade/chủ',
  },
  { says: 'cấm {em,tôi,tui,vợ,chị ấy,cản,đoán}/cấm không cho', unless: '@school/rừng/xe/kiểm lâm' },
  {
    says:
      '{giấu,giữ,thu,đốt,xé} {hết,} {giấy tờ,giấy khai sinh,căn cước,cccd,chứng minh,sổ hộ khẩu,điện thoại,đồ,quần ' +
      'áo} & @HE',
  },
  { says: '{kiểm tra,soi,lục,đập,giật,ném} {điện thoại,máy,tin nhắn,zalo,facebook}', gap: 2 },
  { says: 'chụp ảnh gửi về/báo cáo từng' },
  {
    says:
      'bắt {em,tôi,tui,vợ,con dâu,mẹ} {làm,quỳ,hầu,nhịn,ngủ,gửi ảnh,phá thai,đẻ,đẻ tiếp,bán,bỏ,nghỉ,ký,uống,lạy,' +
      'xin lỗi}',
    unless: '@trade/@forcedMarry',
  },
  { says: 'bắt {phá thai,phá,đẻ tiếp,đẻ,tháo ra,tháo vòng,quỳ,ăn riêng,hầu}/ép {phá thai,đẻ,phá}' },
  { says: 'ép + @HER + quan hệ/ngủ/đẻ/phá/làm chuyện', gap: 3 },
  { says: 'ép quan hệ/đòi hỏi tình dục/cũng ép/ép chuyện vợ chồng/bắt chiều' },
  { says: '{không,ko} {muốn,đồng ý} {mà,nhưng} & ép/vẫn làm/hiếp' },
  { says: '@rape', unless: '@meeting/@story' },
  { says: '@HE/@kin + @molest', gap: 4 },
  { says: '@molest + @HER', gap: 2 },
  {
    says:
      '{dọa,đòi,bảo} {đăng,tung,phát tán,gửi} {ảnh,clip,video}/{tung,đăng,phát tán} {ảnh,clip,video,anh} {nóng,của,' +
      'nhạy cảm,riêng,cũ,em}',
  },
  { says: 'bắt em gửi ảnh/ảnh nóng/ảnh không mặc' },
  { says: 'đồng ý thì mới/đi nhà nghỉ/vào nhà nghỉ & @HE/đòi/rủ/cán bộ' },
  // Contempt in the house.
  {
    says:
      'coi {em,tôi,tui,vợ,} như/như {đầy tớ,người ở,người hầu,kẻ hầu,ô sin,con ở,osin,con vật}/làm dâu như/không ' +
      'coi {em,tôi} {là người,ra gì}',
  },
  {
    says: '{không,không biết,toàn} đẻ {con gái,con trai,được con trai} & @insult/@HE/hắt hủi/hùa/đánh',
    unless: 'viện',
  },
  { says: '{con,bồ} nhí/có {bồ,vợ bé,vợ hai,bồ nhí} & @hit/@insult/dẫn về/bắt/đuổi' },
  { says: 'dẫn về nhà/vợ lẽ/dắt gái về' },
  { says: 'nóng tính/cục tính/vũ phu/gia trưởng & @hit/vung tay/@fear/khổ/@past' },
  { says: '@HE + hiền lắm + về nhà', gap: 6 },
  { says: 'về nhà thì khác/xin lỗi xong/đâu vào đấy/đâu lại vào đó/lại như cũ/quỳ xuống xin lỗi', gap: 3 },
  { says: 'ly hôn/ly dị/bỏ chồng & sợ/@hit/dọa/đòi con/không cho/không chịu ký', gap: 3 },
  { says: 'nói dối là {ngã,té}/bảo là {ngã,té}/bảo {em,} ngã/nói là ngã/nói {té,ngã} xe/nói doi la' },
  { says: 'xấu hổ & mặt/bầm/tím' },
  { says: '@HE + ngoại tình/cặp bồ + @hit/@insult', gap: 8 },
  {
    says: 'sợ {chồng,nó,ổng,hắn,lão,anh ấy,bố nó}/chồng em {đáng sợ,dữ}',
    unless: '@calm/chờ/lạc/đói/mệt/buồn/say xe/ốm/bệnh',
  },
  { says: 'khổ vì {chồng,nó}/chịu đựng & @HE' },
  { says: 'mày bỏ tao thì mày chết/bỏ tao là/bỏ tao thì' },
  { says: 'hòa giải & @hit/chồng' },
  { says: '@HE + nghiện + @hit/bán hết/đòi tiền', gap: 8 },
  { says: 'đòi tiền & không cho là/đánh/chửi/đập' },
  { says: 'control/controls + my/me', gap: 1 },
  { says: '@HE + never/not + give/let', gap: 2 },
  { says: 'he/husband + take/takes/took + money/salary', gap: 3 },
  { says: 'dont/doesn t/not + let me', gap: 1, unless: '@school' },
  { says: '@molest/touches + at work', gap: 3 },
  { says: 'boss/@HE + touches/touch/touched me', gap: 2 },
  { says: 'ngủ ngoài + đuổi/chồng', gap: 6 },
  { says: '@husband + đuổi', gap: 2, unless: '@animal/theo' },
  { says: '@HE + @hit/@menace/@insult', gap: 3, time: 'any' },
];
