/**
 * Who acts and to whom. `{a,b}` writes out both, `|` separates phrases; accents are written in full here, the reader
 * also knows them without. Dialects: northern mountains, the central provinces (hắn, tau, mệ), the south (ổng, tui).
 */
export const PEOPLE = {
  husband:
    'chồng|ông xã|lão chồng|thằng chồng|ông chồng|anh chồng|ox|ông nhà|lão nhà|nhà tôi|nhà tui|bố nó|cha nó|ba nó|' +
    'tía nó|bố chúng nó|' +
    'bố lũ trẻ|bố bọn trẻ|bố mấy đứa nhỏ|ba sấp nhỏ|bố thằng cu|bố cháu|chồng cũ|chồng hờ|người yêu|người yêu cũ|' +
    'ny|nyc|ngyeu|bạn trai|' +
    'bạn trai cũ|trai cũ|thằng bồ|bồ cũ|thằng bồ cũ|bồ|thằng người yêu|bạn tình|chồng của chị ấy|' +
    'husband|boyfriend|my ex|ex husband|ex boyfriend|partner',
  he:
    'nó|hắn|hấn|lão|lão ấy|lão ta|gã|ổng|thằng chả|thằng cha|thằng cha đó|cha nội|chả|ảnh|y|anh ấy|anh ta|anh ý|' +
    'ảnh ta|ông ấy|ông ta|' +
    'ông ý|ông đó|anh đó|thằng đó|thằng ấy|thằng kia|thằng này|thằng|tên đó|kẻ đó|ông kia|anh kia|cậu ta|ông|anh|' +
    'thằng khốn|tên|kẻ|tao|' +
    'he|him|his|they|she|my man',
  kin:
    'bố|ba|cha|tía|thầy|u|má|mẹ chồng|má chồng|bố chồng|ba chồng|cha chồng|nhà chồng|gia đình chồng|em chồng|anh ' +
    'chồng|chị chồng|em trai chồng|' +
    'bố dượng|cha dượng|ba dượng|dượng|dượng ghẻ|mẹ ghẻ|mẹ kế|dì ghẻ|má ghẻ|anh trai|anh rể|em rể|em trai|con trai|' +
    'thằng con|con rể|chú|bác|cậu|' +
    'ông nội|ông ngoại|ông ngoại cháu|chú ruột|bác ruột|cậu ruột|bố mẹ|ba mẹ|ba má|cha mẹ|bố đẻ|ông bà|thầy giáo|' +
    'anh họ|chú họ|bà nội|mẹ|' +
    'bố em|bố tôi|ông chú|bme|father|dad|stepfather|step father|step dad|mother in law|brother|uncle|father in law|' +
    'my son|parents|teacher',
  gang:
    'bọn nó|chúng nó|tụi nó|bọn chúng|chúng|bọn họ|họ|người ta|ngta|côn đồ|giang hồ|chủ nợ|bọn đòi nợ|người lạ|' +
    'người đàn ông|đàn ông|ông chủ|' +
    'bà chủ|chủ nhà|chủ quán|chủ|bảo kê|bọn buôn người|trưởng thôn|trưởng bản|hàng xóm|ông hàng xóm|thằng hàng xóm|' +
    'thằng nghiện|thằng say|' +
    'kẻ xấu|kẻ lạ|mấy thằng|hai thằng|bọn|tụi|bà mối|mụ|cô ta|bà ta|mụ ta|a man|men|gang|boss|owner|neighbor|' +
    'neighbour|people',
  me:
    'em|tôi|tui|mình|chị|tớ|tao|tau|mi|mày|vợ|vợ con|vợ chồng|mẹ con|hai mẹ con|3 mẹ con|2 mẹ con|mẹ con em|mẹ con ' +
    'tui|chị em|iem|bọn em|chúng em|' +
    'tụi em|chúng tôi|tụi tui|me|my|i|us|we',
  // A child, or one who calls herself a child: `con` and `cháu` are also grown women speaking to their elders.
  kid:
    'con|cháu|bé|em bé|đứa bé|thằng bé|con bé|cháu bé|trẻ|trẻ em|trẻ con|trẻ nhỏ|bọn trẻ|lũ trẻ|tụi nhỏ|mấy đứa ' +
    'nhỏ|sấp nhỏ|đứa nhỏ|con nhỏ|' +
    'bé gái|bé trai|cháu gái|cháu trai|con gái|thằng cu|cái bé|học sinh|học trò|hs|các con|các cháu|cháu nội|cháu ' +
    'ngoại|thằng nhỏ|đứa trẻ|' +
    'con riêng|con anh|con chị|mấy đứa|em gái|em ruột|em út|thằng em|con út|con bạn tui|trẻ sơ sinh|' +
    'daughter|kid|kids|child|children|little brother|little sister|baby|girl|boy|student|pupil',
  other:
    'người|chị ấy|cô ấy|bạn ấy|chị ý|cổ|bả|chị hàng xóm|cô hàng xóm|bạn em|bạn tôi|bạn tui|bạn cháu|bạn con|bạn ' +
    'thân|bạn cùng lớp|bạn học|' +
    'chị gái|chị dâu|chị họ|em dâu|con dâu|mẹ em|mẹ tôi|mẹ cháu|mẹ con em|mẹ mình|mẹ tui|má tui|má em|bà ngoại|bà ' +
    'cụ|bà mẹ|người nhà|người thân|cô gái|' +
    'phụ nữ|đàn bà|một chị|có chị|chị kia|chị nhà bên|nhà bên|nhà hàng xóm|mệ|cả nhà|nhà ngoại|cả nhà em|bạn|con ' +
    'vợ|vợ nó|vợ con nó|vợ hắn|' +
    'her|friend|my mom|mother|sister|my sister|wife|my friend|woman|women|someone',
} as const;
