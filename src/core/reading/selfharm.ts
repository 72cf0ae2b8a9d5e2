import type { Pattern } from './patterns.ts';

/** Thoughts of dying, or the means in her hand. Lá ngón (Gelsemium elegans) grows by the fields of the north. */
export const SELFHARM: readonly Pattern[] = [
  { says: '@dieWish', unless: '@animal/@farm/@calm/@HARM/@weapon' },
  { says: 'tự tử/tự sát/muốn chết/lá ngón' , unless: '@calm/@animal' },
  { says: '@HER + muốn chết', gap: 1, unless: '@calm/nghịch/học trò' },
  {
    says: '@hadIntake + lá ngón/thuốc sâu/thuốc trừ sâu/thuốc diệt cỏ/thuốc chuột/bả chuột/thuốc độc',
    gap: 3,
    unless: '@farm/@animal/cho lúa/cho ngô/phun/loại nào/ép',
  },
  { says: 'lá ngón', unless: '@animal/nhổ' },
  { says: '@selfWay & @prepare/@dieWish', unless: '@farm/bà ngoại' },
  { says: '@selfWay + cho xong/cho rồi/chết', gap: 4 },
  { says: '{thắt,treo} cổ', short: 4 },
  { says: '@now + uống + @selfWay/thuốc', gap: 4, unless: 'ép/bác sĩ/cảm/ho/ốm/đau/bổ/tránh thai/ép em' },
  { says: 'uống/nuốt + {cả,hết,một} {nắm,vỉ,lọ,chai} + thuốc', gap: 3 },
  {
    says: '{định,muốn,nghĩ,tính,đứng trên cầu,chỉ muốn} + nhảy {cầu,sông,suối,xuống,lầu,vực}',
    gap: 6,
    unless: '@calm/tắm/bơi',
  },
  { says: '{ôm,bế,dắt} con + nhảy/xuống sông/xuống hồ/chết/đi chết', gap: 4 },
  {
    says: '{hay,lại,đang,cứ} {cắt tay,rạch tay,cứa tay,rạch đùi}/{cắt,rạch,cứa} {tay,cổ tay,đùi} & lo/đỡ/buồn/hay/nhìn',
    unless: '@food/@farm/lúc thái',
  },
  { says: '{hay,lại,cứ} {cắt,rạch,cứa} tay/rạch tay/tự {cắt,rạch,cứa,làm đau}' },
  { says: 'treo dây lên/buộc dây lên/dây lên xà/thòng lọng' },
  { says: '{gửi,giao} con + em đi đây/chào chị/nuôi giúp/chăm giúp', gap: 10 },
  {
    says: '{chị,nhờ chị} {chăm,nuôi,trông,lo} con {giúp,hộ,giùm} {em,tui,tôi}',
    unless: 'đi chợ/đi làm/một lúc/tí/chiều',
  },
  { says: 'thư để lại/viết thư để lại/từ biệt/thư tuyệt mệnh' },
  { says: 'em chuẩn bị đây rồi/em chuẩn bị đủ rồi/em chuẩn bị sẵn rồi/em chuan bi day roi', short: 6 },
  { says: 'neu em chet/nếu em chết + ai nuôi', gap: 2 },
  { says: '{em,tôi,tui,con} {chết đi,mà chết,chết thì}', unless: '@HARM' },
  { says: 'ngủ {một giấc,luôn,mãi} & không dậy/không tỉnh' },
  { says: 'không có {em,tôi,tui} + khổ/tốt hơn/đỡ', gap: 6 },
  {
    says: 'định/muốn/tính + uống/ăn + thuốc sâu/thuốc chuột/thuốc cỏ/thuốc ngủ/lá ngón/thuốc độc',
    gap: 2,
    unless: '@animal',
  },
  { says: 'kết thúc + cuộc đời/cuộc sống/đời mình/tất cả', gap: 2 },
  { says: 'không {còn,} {muốn,thiết} + {ở trên đời,sống,tồn tại}', gap: 2 },
  { says: 'ngủ {mãi,mãi mãi,luôn}', gap: 2 },
  { says: '{đã,em} chết lâu rồi/chết lâu rồi' , unless: '@animal' },
  { says: 'đi theo {mẹ,bố,má,ba,bà,con} & cho rồi/cho xong/cho khỏi' },
  { says: 'not worth living/all the pills/took pills' },
  { says: 'want/wants + die', gap: 1, unless: '@calm' },
];
