/** What is known of words written without their marks, by their form (letters, then the tone as a digit). */
export const BARE = {
  // Words of their own, which would otherwise be taken for a harsher word with its marks forgotten.
  ownWords:
    'ban danh cam da dam doi ham ga lao bo ba ma cha tay ho ao han thu di me nam thoi dau dem khoa nga may to ta ' +
    'sau long treo tan vo no do chi ai con cho ra nay mai mua giam bao dang keo dai chong tang bom boi chia dan ' +
    'la de măng đuôi căn dương bê sơ đe tương cương trông năn sông đông đăng lăn chăn rây trâu nhân nhăn thân ' +
    'khâu đâm nên dân tân gia va tông đa gan đê tai cân vay ca be bơ đong dong tre',
  // Bare and yet hardly another word.
  onlyOne: 'giet chem nhot hiep xang uynh quynh uanh bop siet xiet ruot dap axit cuu',
  // What takes harm out of a message is not guessed from one bare syllable, but for these.
  guards: 'animal food farm story calm prevention not idiom meeting past',
  sureGuards:
    'khong chua chang phim truyen trau lon heo vit meo nuong ray ruong thit xao luoc nau bep cui chuot hom hoai',
  // After a number these say that it is no age.
  units:
    'h gio giơ2 g p phut1 phut thang1 thang năm nam lân2 lan k tr triêu5 trieu nghin2 nghin ngay2 ngay cai1 cai ' +
    'dưa1 dua con ngươi2 nguoi km can cân tuân2 tuan hôm hom đưa1 rưoi3 buôi3 buoi chi5 chi',
} as const;

/** Bare syllables that nearly always are another word than that of the concept: `so` is `sợ` or `số` before `sờ`. */
export const NEVER = {
  so: 'molest', mo: 'molest', da: 'hit', nen: 'hit', tan: 'hit', dan: 'hit', tong: 'hit', tuong: 'hit', xo: 'hit',
  gia: 'hit', va: 'hit', hup: 'hit', quat: 'hit', de: 'threat menace', hen: 'threat', ban: 'kill sellVerb',
  xu: 'kill', thit: 'kill', cam: 'pour abroad', ma: 'kin relatives', thang: 'he', ga: 'fuel', lao: 'abroad',
  nga: 'abroad', choi: 'confine', giam: 'confine', cot: 'confine', u: 'kin', y: 'he', ten: 'he', lua: 'lure',
  do: 'lure', ru: 'lure', hua: 'lure', ve: 'prepare', o: 'other', ray: 'wield', mau: 'urgent', tat: 'pour',
  lien: 'urgent', le: 'urgent',
} as const;
