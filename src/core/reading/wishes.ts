import type { Pattern } from './patterns.ts';

/** She wants what she wrote to be gone. */
export const DELETE: readonly Pattern[] = [
  { says: '@erase', short: 2, unless: 'xoa bóp' },
  { says: '@erase + @eraseWhat', gap: 4, unless: '@meeting/@farm/@food/ảnh/nick/bảng' },
  { says: '{xóa,hủy,gỡ} {tên,số,đơn,hồ sơ,thông tin,dữ liệu,tin nhắn,hết,sạch} ' },
  { says: '@eraseWhat + xóa/xóa đi/xóa giùm/xóa hết/xóa giúp', gap: 6, unless: '@farm' },
  { says: '{hủy,huỷ,bỏ} {yêu cầu,đăng ký,đơn,lời khai}', short: 10 },
  { says: '{đừng,không} lưu {lại,gì,cái gì,tin,tin nhắn}/đừng giữ lại' },
  { says: 'rút {lại,} {đơn,lời,thông tin,lời em nói}/rút lại', unless: 'tiền/@farm' },
  { says: 'delete/erase/remove', short: 8 },
];

/** She wants to stop here. */
export const LEAVE: readonly Pattern[] = [
  { says: '@quit', short: 8, unless: 'cuộc đời/@erase/@meeting/@farm/@food/@hit/phải không/bus' },
  {
    says: '{em,tôi,tui,e,chị} {phải đi,đi đây,phải đi đây,nghỉ đây,dừng đây,thoát đây,out,off}',
    short: 8,
    unless: 'chợ/làm/nương/học/viện/họp',
  },
  { says: '{để,hẹn} {hôm sau,hôm khác,lúc khác,khi khác,lần sau,mai}', short: 7, unless: '@meeting' },
  { says: '{hôm khác,lúc khác,khi khác,mai} {em,tui,tôi,mình} {nhắn,nói,kể}', short: 8 },
  { says: '{không,ko,đừng} {nhắn,nói,kể,hỏi,chat} nữa', short: 9 },
  { says: '{có người,chồng,nó,mẹ chồng} {đến,về,vào} + {em thôi,thôi đây,thôi,dừng,em off,em tắt}', gap: 3, short: 10 },
];

/** Where she can go: the trusted address, a roof for the night. */
export const ADDRESS: readonly Pattern[] = [
  { says: '@trusted', unless: '@erase/khai báo tạm trú/đăng ký tạm trú' },
  { says: '@address', short: 6, unless: 'mail/giao hàng/ship/nhận hàng/web/facebook/@meeting' },
  { says: '{tìm,xin,cho xin,hỏi,có,cần,biết} {địa chỉ,đc} ', unless: 'giao hàng/ship/nhận hàng/mail/mua/bán/đám cưới' },
  { says: 'địa chỉ + @placeAsk/xã', gap: 4, unless: 'ship/giao hàng/mua/bán/đám cưới/quán/nhận hàng' },
  { says: '@placeAsk + @shelterSeek', gap: 8, unless: '@meeting/du lịch/gửi xe/vay/@farm' },
  { says: '@shelterSeek + @placeAsk', gap: 6, unless: '@meeting/du lịch/vay/@farm' },
  {
    says:
      '{cần,tìm,xin,có,muốn tìm} {chỗ,nơi} {ở tạm,ngủ nhờ,trú,trốn,lánh,nương,ở nhờ,nương nhờ,nương tựa,ở,ngủ,đến,' +
      'nào}',
    unless: '@farm/mua/bán/ăn ngon/gửi xe/du lịch/làm/vay/chơi',
  },
  {
    says: '{em,tôi,tui,mình,e} {nên đến,đến,đi,chạy,nên đi,có thể đến,biết đi} {đâu,chỗ nào,nơi nào}',
    unless: 'chơi/@meeting/chợ/du lịch',
  },
  { says: 'đến {chỗ nào,đâu,nơi nào} + gần nhất/giúp/gặp', gap: 4 },
  {
    says: '{chỗ,nơi,nhà} {đó,ấy,này,khác,kia} + @placeAsk/tên gì/đi thế nào/xa không/gần/đi chị',
    gap: 4,
    unless: 'bán/mua/@meeting/ngon',
  },
  { says: 'đến {đó,đấy,chỗ đó} + lối nào/đường nào/thế nào/bằng gì', gap: 3 },
  { says: 'cần {một,} {chỗ,nơi} {ngủ,ở,trú}' },
  { says: 'chỗ nào/nơi nào + gần nhất', gap: 2, unless: 'mua/bán/ăn/sửa/chợ' },
  {
    says: 'trạm y tế/ủy ban/hội phụ nữ/công an xã + nhận người/tiếp nhận/ở chỗ nào/ở đâu',
    gap: 4,
    unless: '@meeting/căn cước',
  },
  { says: 'đường {đến,tới} {đó,đấy,chỗ đó,nhà đó}' },
  { says: '{nhận,cho} mẹ con {em,tôi,tui} {ở,ngủ,tạm}/nhận mẹ con' },
  { says: 'cách nhà em xa không/xã khác + @placeAsk', gap: 4 },
  { says: 'xã + có chỗ nào/có cho nao/còn chỗ nào', gap: 5, unless: 'mua/bán/chơi/ăn/sửa/vay' },
  { says: '{ngoài,xã} {xã mình,khác} + còn chỗ/chỗ nào', gap: 3 },
  { says: 'where/nearest + help/safe/go/women', gap: 5, unless: 'club/market' },
];

/** The clubs and groups: when they meet, who comes, what is needed. */
export const CLUB: readonly Pattern[] = [
  { says: '@meeting', unless: '@erase/@story/bầu cử', time: 'any' },
  { says: '@meeting & @schedule' },
  { says: '@meet + @schedule', gap: 5, unless: 'phụ huynh/chi bộ/đảng/công ty/kéo dài' },
  { says: '@schedule + @meet', gap: 4, unless: 'phụ huynh/chi bộ/đảng/công ty' },
  { says: 'họp {mấy giờ,hôm nào,ở đâu,lúc nào}', unless: 'phụ huynh' },
  { says: '{20 10,8 3,20 tháng 10} + tổ chức/hội', gap: 6 },
];

/** She wants a person, not us. */
export const TALK: readonly Pattern[] = [
  { says: '@talkTo', unless: '@meeting/@farm/ăn cơm/ăn cơm chưa/cô giáo gọi/khách' },
  { says: '{muốn,cần,xin,cho em,cho tôi,cho tui} + @staff', gap: 3, unless: '@meeting/làm/bằng/thẻ/căn cước' },
  { says: 'có {chị,ai,cán bộ,cô} nào + trả lời/nói tiếng/người/nghe/ở đó', gap: 4 },
  { says: '{nói chuyện,nhắn tin,nc,noi chuyen} + với + @staff/@other/chị/người/ai', gap: 3 },
  {
    says: '{gọi,điện,liên hệ,liên lạc,nhắn lại} + {cho,với,lại} + {em,tôi,tui,mình,chị em}',
    gap: 2,
    unless: '@past/@animal/con em gọi/cô giáo/shipper',
  },
  { says: 'có ai + đang/trực/ở đó/đấy', gap: 2, short: 9 },
  { says: 'chị + có ở đó không/có đó không', gap: 2 },
  { says: 'ai + đang nhắn/đang nói chuyện/nhắn với em', gap: 2, short: 9 },
  { says: 'alo/hello + có ai/có chị nào/ai', gap: 3, short: 10 },
  { says: 'gửi {tin thoại,ghi âm} & người/được không' },
  { says: '@staff + gọi/nhắn lại/liên hệ/liên lạc', gap: 3, unless: '@past' },
];
