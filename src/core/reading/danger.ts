import { CAPTURE, PEACE } from './capture.ts';
import type { Pattern } from './patterns.ts';

/**
 * Immediate danger: a blow that falls now, a threat to kill, a weapon in the hand, a locked door, a wound, flight.
 * The whole table is silent when the nearest word of time speaks of the past, unless a pattern says otherwise.
 */
export const DANGER: readonly Pattern[] = [
  // A call for help.
  { says: '@rescue', time: 'any', unless: 'bài/toán/vay/hồ sơ/điểm/máy tính/mạng yếu/wifi/tiền/@animal/@farm' },
  { says: '@cry', short: 3, unless: '@not/@animal', time: 'any' },
  { says: '@cry + @HER', gap: 0, short: 8, time: 'any', unless: 'bài/toán/vay/hồ sơ/điểm/@animal/@farm/đường/lũ' },
  {
    says:
      'gọi {công an,113,cảnh sát,công an xã,cấp cứu} {giúp,hộ,cho,dùm,giùm,đi,với,ngay,đến}/báo công an {giúp,hộ,' +
      'ngay,dùm} ',
    time: 'any',
  },
  { says: 'gọi/kêu + @police + @urgent/hộ/giùm/giúp/đến' },
  { says: '@police + đến/tới + @urgent' },
  { says: '@urgent + @police' , gap: 2, short: 12 },
  {
    says: '@HER/có + nguy hiểm',
    gap: 4,
    unless: '@not/@calm/@animal/@meeting/đường/lũ/sạt/trơn/bệnh/cẩn thận/sốt/điện',
  },
  { says: '@now + nguy hiểm', gap: 2, unless: '@meeting/@farm/@animal' },
  {
    says: 'nguy hiểm {quá,lắm}',
    short: 8,
    unless: '@farm/@animal/@not/đường/lũ/sạt/trơn/cẩn thận/sông/suối/điện/xe/nước',
  },
  { says: 'khẩn cấp/nguy cấp', short: 12, unless: '@meeting' },
  { says: 'không an toàn', short: 12 },
  { says: 'giúp {em,tôi,tui,con,mình,với} + @now/@urgent', gap: 2, short: 14, unless: '@meeting/@farm' },
  { says: 'gấp {lắm rồi,lắm,quá} ', short: 7 },
  { says: '{đến,tới,qua,sang} ngay {với,đi,giúp} + @HER', short: 20 },
  { says: 'come/hurry + fast/now/quick & @he', gap: 4 },

  // A blow that falls now.
  { says: '@now + @hit', gap: 6, time: 'now', unless: '@calm' },
  { says: '@hit + bây giờ/lúc này/đây này/đây nè/right now', gap: 5, time: 'now' },
  { says: 'lại + @hit + @now/rồi', gap: 3, time: 'now' },
  { says: '{nó,hắn,chồng,ổng,lão} lại đánh/lại đánh {em,nữa,rồi,đây}', short: 12 },
  { says: 'lại bắt đầu rồi', gap: 2 },
  { says: '@HE + @hit & @rescue/@urgent', time: 'any' },
  { says: '@soon + @hit', gap: 4, time: 'now', unless: '@calm' },
  { says: '@HE + về rồi/về tới/sắp về/đang về/về đến & @hit/@fear/@hide/@kill/@flee', gap: 3 },
  { says: 'đánh tiếp/đánh nữa/chưa {thôi,dừng,tha}/không {dừng,tha,ngừng} & @hit', time: 'now' },
  { says: '@hit + @HER + rồi', gap: 2, short: 10 },
  { says: '{is,are} {hitting,beating,kicking,choking,hurting,attacking}/{is,being} beaten/beating me' },
  { says: '@now + @smash', gap: 5, time: 'now' },
  { says: '@smash & @hide/@fear/@confine' },
  { says: '@HE + @smash + @now', gap: 4 },
  { says: '@now + @menace', gap: 3, time: 'now', unless: 'đăng/tung/ảnh/clip/facebook/@ifLeft' },
  { says: '@now + lấy/đi lấy/tìm/cầm/vác + @weapon/@rod', gap: 3, time: 'now', unless: PEACE },
  { says: '@HER + chỗ đánh nhau/đánh nhau + có dao', gap: 2 },
  { says: 'đánh nhau & @weapon' },
  { says: 'đánh nhau + to lắm/dữ lắm/kinh lắm' , gap: 3 },
  { says: '@hit & kêu cứu/la hét/kêu la/hét/gào/thảm lắm/khóc thảm', time: 'now' },

  // Death spoken of.
  { says: '@HE + @threat + @kill', gap: 4, unless: '@ifLeft/@away' },
  { says: '@menace + @kill', gap: 3, unless: '@ifLeft/@away' },
  { says: '!@kill + @HER', gap: 1, unless: '@away/@ifLeft' },
  { says: '@soon/@now + !@kill', gap: 5, unless: '@away' },
  { says: '@HE + @kill', gap: 3, unless: '@away/@ifLeft' },
  { says: '!@kill + @soon/@now', gap: 4, unless: '@away' },
  { says: 'bị + !@kill', gap: 3, unless: 'tốc độ/lịch sử' },
  {
    says: '@HER + sắp chết/chết mất',
    gap: 2,
    unless: '@food/@animal/@farm/@calm/mệt/đói/nóng/rét/cười/buồn ngủ/khát/đau bụng/nhớ/ngại/xấu hổ/nắng/thi/học',
  },
  { says: 'sắp chết rồi/chết em rồi/sắp chết', short: 6, unless: '@food/@animal/@farm' },
  { says: '@HE + vào/về + là + @HER + chết', gap: 3 },
  { says: 'vào là em chết/về là em chết/em chết với nó/chết với nó' },
  { says: 'sống {được đến,nổi đến,qua,tới} {sáng,đêm,mai}/không biết sống {được,chết} ' },
  { says: '@HE + đào {hố,huyệt,lỗ}/chôn {em,tôi,tui,vợ,mày}', gap: 4 },
  { says: 'đào hố + chôn', gap: 8 },

  // Weapons in a hand.
  { says: '@HE + @wield + @weapon', gap: 3, unless: PEACE },
  { says: '@wield + @weapon + @chase/@kill/@hit/@door/@menace/@seek', gap: 4 },
  { says: '@wield + @rod + @chase/@door/@breakIn/@kill', gap: 4 },
  { says: '@now + @wield + @rod', gap: 3, time: 'now', unless: PEACE },
  { says: '@now + @wield + @weapon', gap: 3, unless: PEACE },
  { says: '!@brandish + @weapon', gap: 2, unless: '@food/@animal' },
  { says: '@weapon + @brandish/kề/dí + @HER/cổ', gap: 2 },
  { says: '@weapon + @chase/@menace', gap: 4 },
  { says: '@wield + @weapon/@rod + cho/đứng/ngồi/chờ/canh + @door/ở/sân/ngoài', gap: 3 },
  { says: '@hit/@kill + bằng + @weapon + @now', gap: 3 },
  { says: '@weapon + @kill', gap: 4 },
  { says: '@kill + bằng + @weapon', gap: 3 },
  { says: '{súng,dao,búa,rựa} xuống', short: 10 },
  { says: '@wield + @weapon', gap: 2, short: 8, unless: '@food/@farm/@animal/@calm' },
  {
    says: '@HE + mài {dao,rựa,búa}/nó đang mài dao',
    gap: 3,
    unless: '@food/@animal/@farm/mổ/chồng em đang mài dao để',
  },
  { says: 'lên đạn/kề cổ/kề vào cổ/dí vào cổ/chĩa vào' },
  { says: '@weapon + @fear', gap: 8, unless: PEACE },
  { says: 'ảnh {con dao,dao,súng}', gap: 3 },

  { says: '@HE + thắt cổ + @HER', gap: 1 },
  // Throttled, burnt, poisoned.
  { says: '@strangle', unless: '@food/@animal/chai' },
  { says: '@now + @strangle', gap: 4 },
  {
    says: '@breathless',
    unless: 'mũi/ngạt mũi/viêm/ho/hen/suyễn/cảm/sốt/covid/@animal/nắng/nóng/@food/leo dốc/tập',
    short: 14,
  },
  { says: '@breathless & @HE', unless: '@animal/viêm/ho/sốt/hen/suyễn' },
  { says: 'tưới/tạt/rưới/dội/tẩm/hắt + @fuel', gap: 2, unless: '@farm/@food' },
  { says: '@fuel + tưới/tạt/rưới/dội/tẩm/đổ + @HER/nhà/lên/vào/khắp/quanh', gap: 3, unless: '@food' },
  { says: 'đổ/mở/xả/vặn + @fuel + ra/vào/lên/khắp/quanh/nhà/người', gap: 2, unless: 'xe/máy/ghe/bếp/@food' },
  { says: '@now/@soon + @pour + @fuel', gap: 3, unless: 'xe/máy/ghe/bếp/@food/@farm/cây xăng' },
  { says: '@HE + !@spark', gap: 3, unless: '@food/@farm/bếp/thuốc lá/hút/sưởi' },
  { says: '@HE + @pour + @fuel', gap: 3, unless: 'xe/máy/ghe/nấu/bếp/đầy bình/ăn' },
  { says: '@fuel + @pour/chảy + khắp/ra/vào/lên', gap: 2 },
  { says: 'xăng chảy/đầy mùi xăng/mùi xăng & @HER/@HE/nhà' },
  { says: '@burn', unless: '@farm/@animal/@food/@calm' },
  { says: '@now + đốt + đồ/nhà/quần áo/xe', gap: 2 },
  { says: '@HE + @threat + @burn/đốt', gap: 4 },
  { says: '@HE + ép/bắt + @HER + uống/ăn + @selfWay/thuốc', gap: 4 },
  { says: 'ép {em,tôi,tui,con,mẹ em} uống', gap: 2 },

  { says: '@HE + cho/bắt/ép/đổ/bỏ/mua + @selfWay', gap: 6, unless: '@farm' },
  { says: '@selfWay + vào + nồi/canh/cơm/nước/rượu', gap: 2, unless: 'lá ngón' },
  ...CAPTURE,
];
