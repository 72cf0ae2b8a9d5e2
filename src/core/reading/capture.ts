import type { Pattern } from './patterns.ts';

/** Told of him at home, without harm in it, these are a day like any other. */
export const PEACE = '@food/@farm/@animal/@calm';

/** The other half of immediate danger: locked in, wounded, hunted, hiding, running, laid hands on. */
export const CAPTURE: readonly Pattern[] = [
  // Locked in, tied, carried off.
  { says: '@HE + @confine', gap: 4, unless: '@animal/@calm' },
  { says: 'bị + @confine', gap: 4, unless: '@animal/@trade' },
  { says: '!@confine + @HER', gap: 3, unless: '@animal' },
  { says: '@now + !@confine', gap: 4, unless: '@animal' },
  { says: '@confine & @rescue/@urgent/@fear' },
  { says: '@HE + giữ + @HER + trong nhà/trong phòng/ở trong', gap: 4 },
  { says: '@now + kéo/lôi/bắt/chở/ép/đưa + @HER + đi/lên xe/lên/về/ra', gap: 3, time: 'now' },
  { says: '@HE + đang/dang + kéo/lôi/bắt/chở + @HER', gap: 3 },
  {
    says: 'bắt lên {xe,ô tô,xe máy}/kéo lên xe/lôi lên xe/đẩy lên xe/tống lên xe/đưa lên {xe,ô tô,ô tô rồi}',
    time: 'now',
  },
  { says: '{tối,đêm,sáng,chiều} {nay,mai} + chở/đưa/bán + @HER/sang', gap: 4 },
  { says: 'nhắn trộm/mượn được cái này/lấy hết điện thoại & @gang/@confine/@abroad' },
  { says: 'xe + đang chạy/đang đi + không xuống được', gap: 6 },
  { says: 'không xuống {được,xe được} & xe/ô tô' },

  { says: 'bắt/kéo/lôi/ép/đẩy + @HER + lên xe/vào bụi/vào rừng/ra bãi/vào nhà hoang/lên ô tô', gap: 3 },
  { says: 'kéo/lôi/túm/vật/quăng + @HER + ra {đường,sân,ngoài,vườn,suối}/xềnh xệch', gap: 3 },
  { says: '@gang/@HE + bắt + @HER + đi', gap: 2, unless: 'làm/học/chăn/chợ/@farm/khám/họp/xin' },
  { says: '@gang + bắt/đưa/chở + @HER + đi đâu/lên', gap: 3 },
  { says: 'giật/cướp/bắt/ôm + con {em,tôi,tui} + đi/chạy/khỏi', gap: 6, unless: '@ifLeft' },
  { says: '@HER + bị + bắt đi/bắt cóc/kéo đi/lôi đi/giữ không cho về', gap: 4 },
  { says: '@now + bị + giữ', gap: 3, unless: 'xe/bằng lái/giấy phép' },
  // Wounds.
  { says: '@hit + @wound', gap: 8 },
  { says: '@wound + @hit', gap: 6, unless: '@farm' },
  { says: '@now + @wound', gap: 4, unless: '@farm/@food/@animal/ngã xe/@calm/viện/kinh nguyệt' },
  { says: '@wound + không cầm được/nhiều lắm/nhiều quá/quá', gap: 3, unless: '@food/@animal/@farm/@calm' },
  {
    says: '@HER + !@wound',
    gap: 2,
    unless: '@farm/@food/@animal/ngã xe/ngã/@calm/viện/đau răng/sốt/thi/kinh nguyệt',
    short: 12,
  },
  { says: '@HE + @HER + @wound', gap: 5, unless: '@farm/@food/@animal' },
  { says: 'bụng + @wound & @hit/bầu' , gap: 6 },
  { says: 'bị + {chém,đâm,bắn} + @now/rồi', gap: 3 },
  { says: '@kill + vào/trúng + tay/chân/vai/lưng/bụng/mặt/đầu/ngực/cổ', gap: 3 },
  { says: '@kill + @HER + @now/rồi', gap: 2 },
  { says: '{ném,quăng,vứt,liệng} {em,con,bé,cháu} + vào/xuống', gap: 3 },
  { says: '@HE + @hit + không + @wound/đứng dậy/dậy nổi', gap: 8 },
  { says: 'hắt/tạt/ném/dội/đổ + nước sôi/phích nước sôi/phích nước', gap: 4, unless: '@food/nấu/pha' },
  { says: 'có {bầu,thai,chửa}/bầu/mang thai + đạp/đánh/đấm + bụng', gap: 12 },
  { says: '{đạp,đá,đấm,đánh} vào bụng & @now/máu/bầu' },

  { says: '@hit + @now + nằm', gap: 4 },
  { says: 'máu & @HER + @hit', gap: 3 },
  { says: 'cần + công an/cấp cứu/người đến/người cứu/giúp ngay + @now/@urgent', gap: 3 },
  { says: 'cần {công an,cấp cứu,người đến} ngay/cần người {đến ngay,cứu}' },
  {
    says: 'đến/tới/qua/sang + giúp/cứu/nhanh/gấp + @HER/với/đi',
    gap: 2,
    short: 18,
    unless: '@farm/@food/@meeting/hồ sơ/bài/làm',
  },
  { says: 'làm ơn/xin + đến/tới/cứu/giúp + nhanh/ngay/gấp/với', gap: 3, unless: '@farm/@meeting/hồ sơ/bài' },
  { says: 'giúp {em,tôi,tui,con,mình,với,em với,tôi với}', short: 4 },
  // He is at the door, on the way, looking for her.
  { says: '@breakIn', unless: '@not/gió/@animal/mưa/bão/@farm/mất chìa/thợ/mất khóa' },
  { says: '@now + @breakIn', gap: 5, unless: 'gió/thợ' },
  { says: 'cửa + sắp + vỡ/bung/bật/gãy/hỏng', gap: 2 },
  { says: 'pha cua/phá cửa/đập cửa & @HE/@fear', unless: 'gió' },
  { says: '@HE + @now + @door', gap: 4, unless: PEACE + '/chơi/ngủ/ăn/@meeting' },
  {
    says: '@HE + đứng/chờ/rình/canh/chực/đợi/cho/la/gào/chửi + @door',
    gap: 3,
    unless: PEACE + '/chơi/ăn cơm/@meeting/đón/xe',
  },
  { says: '@now + chờ/rình/canh/chặn/đứng chặn + @door', gap: 3, unless: PEACE + '/đón' },
  { says: '@HE + @chase', gap: 3, unless: '@animal/@calm/chơi/@meeting' },
  { says: '!@chase + @HER', gap: 2, unless: '@animal/@calm/@meeting/chơi' },
  { says: '@now + @chase', gap: 4, unless: '@animal/@calm/chơi' },
  { says: '@HE + @now + @seek', gap: 3, unless: PEACE + '/đồ/việc/chìa/việc làm' },
  { says: '@now + @seek + @HER', gap: 1, unless: '@goWork/việc' },
  { says: '{tìm,kiếm} {thấy,ra} {em,tôi,tui,chỗ em} rồi/biết em ở đâu/biết chỗ em/tìm được em/tìm ra em' },
  {
    says: '@HE + @now + đến/tới/vào/lên/đến đây/đến nơi',
    gap: 2,
    short: 14,
    unless: PEACE + '/chơi/lớp/trường/chợ/bệnh viện/@meeting/trạm',
  },
  {
    says:
      '{nó,hắn,hấn,ổng,lão,thằng chả,chúng nó,bọn nó} {tới,vào,vô,đến,về tới,vô tới,lên,xuống,tới nơi,về} {rồi,' +
      'cổng,ngõ,sân,cửa,nhà,tới}',
    short: 8,
    unless: PEACE + '/chơi/lớp/ăn/thằng út/bé/ngủ/học',
  },
  { says: 'nghe tiếng {nó,hắn,ổng,xe nó,xe hắn,lão}', gap: 1 },
  {
    says:
      '{nó,hắn,ổng,lão,chồng,chồng em} {ở đây,ở cạnh,ngồi cạnh,nằm cạnh,đứng cạnh,ngay đây,ngay cạnh,đang ngồi ' +
      'cạnh,đang ngồi bên,đang nằm cạnh,đứng ngoài,ở ngoài cửa,đang đứng ngoài}',
    unless: PEACE + '/chơi',
  },
  { says: '@HE + tìm + chỗ em ở/nhà em/chỗ em', gap: 3, unless: 'đường' },
  { says: 'cửa + bị + phá/đập/cạy', gap: 1, unless: 'gió/mưa/bão' },
  { says: '@door + @now + cạy/phá/đập/đạp', gap: 5, unless: 'gió/mưa/bão/thợ/lúa/ngô' },
  { says: 'vào nhà {em,tôi,tui,chị} + không chịu ra/không ra/không đi', gap: 4 },
  { says: 'không dám {ngủ,nhắm mắt,thở,chợp mắt} & @HE/@weapon' },
  { says: '@HE + để/giấu/cất + @weapon + @door/dưới/cạnh/gối/giường', gap: 3 },
  { says: 'định/tính/đòi/muốn + @rape', gap: 3 },
  { says: '@HE + đè + @HER', gap: 1 },
  { says: '@HE + ép + @HER + nhảy/uống/lên xe/chết', gap: 3 },
  { says: 'không thấy con nữa/không gặp lại con' , gap: 3, unless: 'chơi' },
  { says: '@HE + trên đường {đến,về,tới}', gap: 3, unless: PEACE },
  {
    says: '@HE + đang ở {đây,ngay đây,bên,cạnh,gần,trong nhà,phòng bên,ngoài cửa}/ở ngay {đây,cạnh}/ở bên cạnh',
    gap: 2,
    unless: PEACE + '/chơi',
  },
  { says: '@HE + theo + @HER + từ/đường', gap: 4 },
  { says: '@now + theo {em,sau em,tôi,tui,sau}/đang theo em', gap: 3, unless: '@meeting/học' },
  { says: 'chặn {đường,xe,em,đầu} & @HE', unless: '@farm/csgt/lũ/sạt' },
  { says: '@HE + nhìn thấy tin nhắn/giật {máy,điện thoại}/phát hiện', gap: 3, time: 'now' },
  {
    says:
      'nó nghe thấy/nó dậy là/nó biết là nó/không gọi {được,điện} được/không dám gọi/nhắn {nhỏ,khẽ} thôi/đừng gọi ' +
      'nó nghe',
  },

  // Running and hiding.
  { says: '@hide & @HE', unless: '@animal/chơi/nắng/mưa/việc', gap: 3 },
  { says: '@now + @hide', gap: 3, unless: 'việc/học/chơi/@calm/mưa' },
  {
    says: '@HER + @hide',
    gap: 2,
    unless: 'việc/học/chơi/@calm/mưa/nắng/@trade/@forcedMarry/@abroad/được không/thách cưới/cưới',
  },
  { says: 'vừa chạy {ra,khỏi,thoát,sang,trốn}/đang ôm con/ôm con chạy' , unless: '@meeting' },
  { says: '@now + @flee', gap: 4, unless: '@meeting/tập/@animal/thể dục/xe khách/@calm' },
  { says: '@flee & @HE', unless: '@meeting/@animal/@trade/@forcedMarry/@abroad/ngày trước' },
  { says: '@flee + @now', gap: 6, unless: '@meeting/@animal/@trade/@abroad/@forcedMarry' },
  { says: '@HE + @evict + @now/đêm/mưa/lạnh/rét', gap: 8, time: 'now' },
  { says: '@now + @evict', gap: 4, time: 'now' },
  { says: 'ngoài đường/ngoài trời/gầm sàn/dưới gầm & @HE + @evict/@hit/@kill' },
  { says: 'không dám {về nhà,vô nhà,vào nhà,ra ngoài,mở,mở cửa} & @HE', time: 'now', unless: '@meeting/@animal' },
  { says: '@evict & @kill/@weapon/chém' },

  // Her body, now.
  { says: '@now + @rape', gap: 4, time: 'now' },
  { says: '@soon + @rape', gap: 4, time: 'now' },
  { says: '@HE + @now + @molest', gap: 4, time: 'now', unless: 'ảnh nóng/ảnh nhạy cảm/đăng/tung/clip/@menace' },
  { says: 'vào {phòng,buồng} em ép/đang {vào,mò vào} {phòng,buồng} em' },
  { says: 'mò {vào,vô} & lúc này/đang/bây giờ', time: 'now' },
];
