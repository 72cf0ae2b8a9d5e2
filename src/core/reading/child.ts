import type { Pattern } from './patterns.ts';

/** A child is harmed, or one who says that she is a child. Under 16: Luật Trẻ em 102/2016/QH13, Điều 1. */
export const CHILD: readonly Pattern[] = [
  { says: '@childAbuse', unless: '@meeting/@prevention/@not/@adult' },
  {
    says: '@minor & @hit/@molest/@rape/@bruise/@neglect/@menace/@strangle/@confine/@weapon/@rod',
    unless: '@calm/@meeting/@farm/@forcedMarry',
  },
  {
    says: '@minor/@teen & @molest/@rape/ép/có bầu/có thai/mang thai',
    unless: '@meeting/@forcedMarry/@marry/@trade/@abroad',
  },
  {
    says: '@kid + bị + @hit/@molest/@rape/@bruise/@confine',
    gap: 5,
    unless: '@adult/lấy chồng/con dâu/con rể/chồng nó/thằng rể/con rể',
  },
  {
    says:
      '@HE/@step + @hit/@molest/@confine + con/cháu/bé/cháu bé/con bé/thằng bé/trẻ/con nhỏ/em gái em/học sinh/đứa ' +
      'bé/mấy đứa nhỏ/lũ trẻ/em cháu/các con/con em/con tôi/đứa nhỏ',
    gap: 3,
    unless: '@adult/vợ con/mẹ con/lấy chồng/con rể/con dâu/tuổi lấy',
  },
  {
    says: 'đánh {con,trẻ,trẻ con,trẻ em,cháu,con em,con tôi,đứa nhỏ,thằng bé,con bé,tụi nhỏ,mấy đứa nhỏ}',
    unless: '@adult/@animal/vợ con/mẹ con',
  },
  { says: '@step + @hit/@molest/@insult/@neglect/@menace', gap: 4, unless: '@adult' },
  { says: '@relatives/@teacher/@gang + @molest + @kid', gap: 4, unless: '@adult' },
  { says: '@kid & @relatives + @molest', gap: 4, unless: '@adult/chồng em/chồng tôi/anh rể' },
  { says: '@teacher + @molest/@hit/@rape', gap: 8, unless: '@adult/@meeting' },
  { says: '@pupils + @hit/@chase/@insult/@menace/đánh hội đồng/quay clip', gap: 3, unless: '@adult' },
  { says: 'bị + @pupils + @hit/@chase/đánh/chặn/bắt nạt/cô lập/trêu', gap: 3 },
  { says: '@hit + ở trường/trong lớp/cổng trường', gap: 3 },
  { says: '@school & bắt nạt/đánh hội đồng/@molest', unless: '@meeting/@prevention/@adult' },
  { says: '@school & @kid + @bruise', gap: 8, unless: '@meeting/@adult' },
  { says: '@school & bố/ba/mẹ + @hit', gap: 4, unless: '@adult/@teen/@meeting/mẹ em/đánh mẹ/em học đại học' },
  { says: '@kid + @neglect', gap: 4, unless: '@adult' },
  { says: '@relatives/chủ + bắt + @kid + @neglect/nhịn/làm', gap: 5, unless: '@adult/@marry' },
  {
    says: '{bố,ba,mẹ,cha,má,dượng,chú,bác,ông} + {đánh,chửi,quánh,đập,tát,hành hạ} + {con,cháu}',
    gap: 2,
    unless: '@adult/vợ con/lấy chồng',
  },
  {
    says: '@hit/@molest/@bruise & tuổi/tháng tuổi/lên {3,4,5,6,7,8,9}/mẫu giáo/tiểu học',
    unless: '@adult/@teen/lấy chồng/@meeting/đẻ/bao nhiêu tuổi',
  },
  { says: '@kid + @molest', gap: 6, unless: '@adult/con trai/anh rể/chồng em' },
  { says: '@molest & cháu/bé/con bé/cháu gái/học sinh/em nhỏ/trẻ', unless: '@adult/@meeting' },
  { says: '{bắt,ép,dụ,đòi} {cháu,con,em} + ảnh/cởi/không mặc', gap: 4, unless: '@adult/chồng/người yêu cũ' },
  {
    says: '@minor & phải đi làm/không được đi học/không cho đi học/bắt/gửi ảnh/rủ đi chơi/xem phim người lớn',
    unless: '@marry/@forcedMarry/@meeting/@abroad',
  },
  { says: 'bóc lột/bị bỏ rơi/bị bạo hành + @kid/@HER', gap: 3, unless: '@meeting/@adult' },
  { says: '@kid + bị + bóc lột/bỏ rơi/bỏ đói/bạo hành/hành hạ', gap: 3, unless: '@meeting/@adult/chồng' },
  { says: 'bị bắt nạt', unless: '@adult/@meeting/chồng/công ty' },
  { says: 'kẹo + sờ/kín', gap: 6 },
  { says: 'stepfather/uncle/teacher/dad/father + @hit/@molest', gap: 4, unless: '@adult' },
];
