export const TYPES = new Set(
  ('thcs thpt th ptdtbt ptdtnt ptdt dtbt dtnt pt pth ptcs mn mg tieu mam mau pho trung cao dai noi ban day dan gdtx cap lien '
    + 'ptth dh cd c1 c2 c3 nghe su y').split(' '));
