/** Places that begin like a family name, or hold a given name: provinces, old provinces, mountain districts, towns. */
export const PLACES = `
hà nội|hà giang|hà tĩnh|hà nam|hà tây|hà đông|hà nhì|hà quảng|hà lang|sơn la|sơn tây|sơn động|sơn dương|sơn hà|cao bằng|cao lộc|cao phong|lâm đồng|lâm bình|lâm thao
lâm hà|thái nguyên|thái bình|thái lan|đinh lập|đình lập|đào xá|trần đề|thạch thành|thạch an|thạch hà|hoàng su phì|hoàng liên sơn|hoàng sa|lương sơn|la hủ|la chí|la gi
lý sơn|lý nhân|kim bôi|kim sơn|kim động|kim thành|chu lai|vũ nhai|võ nhai|võ nhai|vũ quang|vi xuyên|vị xuyên|mai sơn|mai châu|mai lộc|đinh hóa|định hóa|dương minh châu|vĩnh phúc
phan thiết|phan rang|trương sa|trường sa|trà vinh|trà bồng|trà cú|ma lé|ma lù thàng|tạ bú|tạ khoa|ngọc lặc|ngọc hồi|hồ chí minh|bác hồ|châu phi|châu âu|châu đốc|châu thành|châu á|nông cống
phùng nguyên|vàng ma chải|sùng là|sùng trà|lùng phình|lao chải|ngô quyền|lục nam|lục ngạn|lục yên|bạc liêu|phù yên|phù cừ|sì lở lầu|sìn hồ|sìn chải|mù cang chải|tủa chùa|ý tý|y tý|y tí
a mú sung|a lưới|a lù|bắc hà|bảo hà|bảo yên|bảo thắng|bảo lộc|quang bình|quan sơn|quan hóa|quản bạ|hồng ngài|hòa bình|phú thọ|phú yên|quảng ninh|quảng nam|yên bái|yên minh|thanh hóa|nam định|nam trà my
long an|long phú|hải phòng|hải dương|hưng yên|đà nẵng|an giang|hậu giang|kiên giang|tiền giang|bắc giang|bắc ninh|bắc kạn|đồng nai|bình dương|bình phước|bình thuận|gia lai|sa pa|si ma cai
mường khương|mường la|mường lát|mường tè|mường nhé|trung quốc|hàn quốc|đài loan|việt nam|vân hồ|vân đồn|vân nam|thuận châu|thuận nam|tân uyên|tân sơn|nghĩa đô|nghĩa lộ|văn bàn|văn chấn|văn yên|văn quan
đức xuân|lang chánh|như xuân|như thanh|thường xuân|đà bắc|tân lạc|lạc sơn|chi lăng|hữu lũng|hạ lang|hạ long|trùng khánh|quỳnh nhai|sốp cộp|tuần giáo|than uyên|phong thổ|tam đường
điện biên phủ|đồng văn|mèo vạc|xín mần|bát xát|vĩnh châu|mỹ xuyên|mỹ tú|tri tôn|tịnh biên|cầu kè|cầu ngang|tiểu cần|lịch hội thượng|tài văn|liêu tú|thạnh thới an
ba tơ|ba bể|na hang|na rì|chiêm hóa|hàm yên|minh hóa|hướng hóa|kỳ sơn|tương dương|con cuông|quế phong|quỳ châu|quỳ hợp|ngọc hiển|kon tum|đắk nông|đắk lắk|buôn ma thuột|buôn hồ
lạng sơn|mỹ đình|đại ân|pác nặm|mùa xuân|mùa hè|mùa thu|mùa đông|phàn nàn|hòa thuận|tâm lý|bình yên|trung thành|hiền lành|pù nhi|bích quy|lai châu|hà nội|ok om bok|phụ nữ|công an|ủy ban|trẻ em|lý thường kiệt|đoàn thanh niên|mai linh|thành bưởi|phương trang|hoàng long|hà lan|hàn xẻng|lan hương|quang trung|điện lực|ngân hàng|nông nghiệp|vàng bạc|cao đẳng|kiều bào|từ dũ|bạch mai|việt đức
mã lai|miến điện|nam giang|đông giang|tây giang|phước sơn|a vương|krông pa|krông năng|krông bông|krông búk|chư sê|chư prông|ia grai|ia pa|đắk tô|đắk hà
đắk đoa|đắk glei|đăk đoa|tu mơ rông|sa thầy|kon plông|kon rẫy|mang yang|ea súp|ea kar|buôn đôn|cư jút|đắk song|đắk mil|lạc dương|di linh|đơn dương|bác ái|ninh phước
khánh vĩnh|đakrông|bá thước|mường lay|nậm pồ|mường chà|mường ảng|sông mã|bắc yên|yên châu|trạm tấu|hà quảng|nguyên bình|tràng định|bình gia|bắc sơn|ba chẽ
bình liêu|tiên yên|hải hà|bắc quang|ka lăng|sa phìn|điện thoại|điện tử|tổ chức|thạch sùng|mùa hoa|mùa mưa|mùa màng|ngọc ngà|châu báu|quán bia|chi đoàn|chi bộ|chi hội|hiệu trưởng|hiệu phó|tiến bộ|tiến hành|trí tuệ|trí thức|gò quao|gia lâm
`;
