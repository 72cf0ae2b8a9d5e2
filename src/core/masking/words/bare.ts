/** Bare forms that are also another word, and a name far more often. */
export const BARE_CLEAR = new Set('ngoc quynh oanh tuyet khanh vinh diep nguyet thuy uyen huong tram trinh vy khuyen hoang'.split(' '));
/** Others are seen behind `anh`, `chị`, `thằng` alone, and not where what follows makes another word of them. */
export const BARE_FOLLOWED = new Map(Object.entries({
  dung: 'ten ra day len im nhin tay dao thuoc tien ma yen lai co noi goi nhan bao cho di den lo so buon khoc de hoi ke dien cai', binh: 'thuong yen tinh an', linh: 'tinh cam thieng',
  dua: 'het con em no toi cho di den ve tien me anh', pao: '', my: '', son: 'phan', tu: 'van tu hom khi luc day', sinh: 'con nam ra de hoat hoc',
   hung: 'du ac hang', lan: 'nay truoc sau nao dau cuoi thu nua do khac luot', hoa: 'ra don ba mat', thao: 'nao ra',
  tuan: 'nay truoc sau nao toi sau roi hai ba mot', cuong: 'buc hiep ep', mai: 'moi di em con nay sau la khong ko k van chua',
  hue: '', hien: 'nay gio lam dai', hanh: 'ha hung', trang: 'tron tay', phuong: 'xa', duc: '', loan: 'len', tam: 'thoi biet',
  hong: 'biet co phai cho chiu dam', ha: 'minh', thuy: '', nga: 'dau xuong cau', quan: 'ly tam ao he', hieu: 'truong pho roi khong ko k cho em lam ra gi',
  huong: 'dan ve', hang: 'xom ngay thang nam ban', thu: 'dien tu hai ba tu nam sau bay hoi xem tien', manh: 'tay', tung: 'bi danh co la',
  kien: 'ra cao toi em', cuc: 'ky suc', bich: '', chinh: 'quyen', xuan: 'nay', ngan: '', hao: '',
}));

export const CLEAR_GIVEN = new Set((
  'dũng hùng tuấn huệ oanh phượng quỳnh thúy thủy trinh tuyết vân yến diệp khánh hương hường hạnh hằng huy hưng khang linh ngọc nguyệt '
  + 'nhung trang trâm tùng vinh vy hiệp phước giang huyền diễm nga hoàng thắng páo mỷ dua súa').split(' '));

/**
 * Without accents these are nouns as well, which do not stand behind `anh` or `ông`; the words behind the slash make a
 * compound or another word of them: `anh công an`, `ông phòng khám`. `-`: where the clause ends.
 */
export const BARE_BEHIND_MEN = new Map(`
cong/an,ty,viec,nhan,bo,tac,doan,khai,lao phong/kham,tro,hop,ngu,thu,khach,ve,toa,cap,chong,benh,ban,tuc,no
sinh/hoc,vien,ra,con,nam,nhat,de,song,hoat,ly,san,su,duoc,doi toan/noi,di,la,danh,chui,doi,lo,bo,nhau,uong,bat,lay,quyen,choi,dem,ve,ngu
tho/xay,moc,may,ho,san,ren,dai,dong,o,cung,han,lo,ra,khong,- thang/nay,truoc,sau,nao,toi,hai,ba,tu,nam,chin,bay,tam,muoi,gieng,chap,may,tay,bo,lai,mot,tien,thi,no
loi/dung,nhac,hua,lo,xin,ra,len,em,noi trung/quoc,so,tuyen,tam,uong,thu tinh/cam,tinh,nao,tham,ra,hinh,duc,yeu,minh,den,nguyen
luong/thien,tam,thap,thang,y,cao chien/dau,tranh,dich quang/duong,em,con,cao,doc quyen/luc,tien,gop,han lien/tuc,lac,he,mien,quan,tiep,lay,hoan
nhan/tin,vao,cho,gui,duoc,tien,em,ra,nuoi,het,toi,chi,khau,dan,giup,lai,qua,- hau/qua,het,dau vinh/du,vien chinh/la,quyen,sach,no,em,thuc,minh quy/dinh,quyen,toc
hien/nay,gio,lam,dai,tai,lanh,lanh,qua,- thanh/ra,cong,thoi,nien,pho,toan,tien,ngu tien/bac,cong,cua,cho,coc,nop,-
khoa/hoc,cua,em,san,lai,may,trai,ca,cong,nha,phong duong/ve,di,ra,pho,lay,tat,ray,link,len,xuong,vao
dien/thoai,cho,roi,len,loan,tien,qua,ra,tu,ve,den,hoi,bao,vao,dai,cuong,em,- doan/thanh,ket,tuyet khoi/em,nha,no,ba
tai/lieu,khoan,san,nan,sao,vi,xe,nha,cho,gia vuong/van,phai,vao quoc/gia,te,hoi,phong long/dau,em,chong,tham,minh,toi,tham,toc phu/nu,huynh,ho,trach,thuoc,bac
thinh/thoang trong/nha,long,luc,nuoi,khi,xa,ban,lang thon nghia/vu,la,dia,trang thuan/loi,theo,tien quan/ly,tam,ao,he,doi,nhau,su,he
hung/du,ac,hang,ho huy/bo,hoai,hieu,diet hoang/mang,toc,so tuyen/truyen,bo,dung,phu,nguoi,lao hoai/nghi,bao,thai khanh/thanh kien/ra,cao,toi,em,nghi,thuc
manh/tay,me,khoe,hon lap/gia,ra,di phat/hien,bieu,trien,tien,bo,rau,- phi/ly,cong vien/huyen,tram,co,phi thai/do,duong hoa/ra,don,ba,mat,giai
huong/dan,ve,- sen/- cuc/ky,suc dao/nay,do,duc nga/dau,xuong,cau,- tam/thoi,biet,ly,than,su,tinh,ngay,gio,- nham/lan,mat chuyen/tien,di,nha,khoan hanh/ha,hung,dong,kiem
`.trim().split(/\s+/).map((entry) => {
    const [name = '', against = ''] = entry.split('/');
    return [name, new Set(against.split(','))] as const;
  }));
