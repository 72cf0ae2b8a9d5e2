-- The programme in rows: words, parts, indicators, targets, clubs and activities; and months of which people were counted.
-- No table here names anybody, and none has a column that leads to a case or a chat.
CREATE TABLE "programme_term" (
    "list" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "counted" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "programme_term_pkey" PRIMARY KEY ("list", "code")
);

CREATE TABLE "programme_part" (
    "code" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "belongs_to" TEXT,
    "begins" TEXT,
    "ends" TEXT,

    CONSTRAINT "programme_part_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "indicator" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "component" TEXT,
    "measure" TEXT NOT NULL,
    "kinds" TEXT[],
    "topics" TEXT[],
    "terms" TEXT[],

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "target" (
    "indicator" TEXT NOT NULL,
    "commune_code" TEXT NOT NULL DEFAULT '',
    "old_code" TEXT NOT NULL DEFAULT '',
    "district" TEXT NOT NULL DEFAULT '',
    "province_code" TEXT NOT NULL DEFAULT '',
    "begins" TEXT NOT NULL,
    "ends" TEXT NOT NULL,
    "plan" INTEGER NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("indicator", "commune_code", "old_code", "district", "province_code", "begins", "ends")
);

CREATE TABLE "club" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "commune_code" TEXT,
    "old_code" TEXT,
    "district" TEXT,
    "province_code" TEXT,
    "hamlet" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "made" TEXT NOT NULL,
    "launched_on" TEXT NOT NULL,
    "ended_on" TEXT,
    "component" TEXT,
    "people" JSONB NOT NULL,
    "roles" JSONB NOT NULL,
    "equipment" TEXT[],

    CONSTRAINT "club_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "activity" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "topics" TEXT[],
    "audiences" TEXT[],
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "until" TEXT,
    "commune_code" TEXT,
    "old_code" TEXT,
    "district" TEXT,
    "province_code" TEXT,
    "club_code" TEXT,
    "component" TEXT,
    "reached" TEXT[],
    "counted" JSONB NOT NULL,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("code")
);
CREATE INDEX "activity_date_idx" ON "activity"("date");
CREATE INDEX "activity_club_code_idx" ON "activity"("club_code");

CREATE TABLE "helped_month" (
    "month" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "helped_month_pkey" PRIMARY KEY ("month")
);

CREATE TABLE "helped_cell" (
    "month" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "helped_cell_pkey" PRIMARY KEY ("month", "measure", "unit", "of")
);

-- The words of Project 8 as its reports use them; an import of targets changes them and adds others.
INSERT INTO "programme_term" ("list", "code", "name", "counted", "position") VALUES
    ('club_kind', 'outreach', 'Tổ truyền thông cộng đồng', 'tổ', 1),
    ('club_kind', 'address', 'Địa chỉ tin cậy', 'địa chỉ', 2),
    ('club_kind', 'leaders', 'CLB Thủ lĩnh của sự thay đổi', 'CLB', 3),
    ('club_kind', 'savings', 'Tổ tiết kiệm vay vốn', 'tổ', 4),
    ('club_kind', 'drama', 'Đội tiểu phẩm', 'đội', 5),
    ('club_kind', 'other', 'Mô hình khác', 'mô hình', 6),
    ('activity_kind', 'training', 'Tập huấn', 'lớp', 1),
    ('activity_kind', 'outreach', 'Truyền thông', 'buổi', 2),
    ('activity_kind', 'stage', 'Sân khấu hóa', 'buổi', 3),
    ('activity_kind', 'policy_dialogue', 'Đối thoại chính sách', 'cuộc', 4),
    ('activity_kind', 'direct_dialogue', 'Đối thoại trực tiếp', 'cuộc', 5),
    ('activity_kind', 'contest', 'Hội thi', 'hội thi', 6),
    ('activity_kind', 'launch', 'Lễ ra mắt', 'lễ', 7),
    ('activity_kind', 'study_visit', 'Học tập kinh nghiệm', 'đoàn', 8),
    ('activity_kind', 'seminar', 'Hội thảo, giao lưu', 'cuộc', 9),
    ('activity_kind', 'conference', 'Hội nghị', 'hội nghị', 10),
    ('activity_kind', 'supervision', 'Giám sát', 'cuộc', 11),
    ('activity_kind', 'inspection', 'Kiểm tra', 'cuộc', 12),
    ('activity_kind', 'briefing', 'Giao ban', 'cuộc', 13),
    ('activity_kind', 'document', 'Văn bản chỉ đạo', 'văn bản', 14),
    ('activity_kind', 'materials', 'Cấp phát tài liệu', 'đợt', 15),
    ('activity_kind', 'loan', 'Hỗ trợ vay vốn', 'đợt', 16),
    ('activity_kind', 'equipment', 'Hỗ trợ trang thiết bị', 'đợt', 17),
    ('activity_kind', 'media', 'Tin bài, mạng xã hội', 'tin bài', 18),
    ('activity_kind', 'meeting', 'Sinh hoạt định kỳ', 'buổi', 19),
    ('activity_kind', 'other', 'Hoạt động khác', 'hoạt động', 20),
    ('topic', 'stereotypes', 'Định kiến, khuôn mẫu giới', '', 1),
    ('topic', 'domestic_violence', 'Bạo lực gia đình', '', 2),
    ('topic', 'trafficking', 'Mua bán phụ nữ, trẻ em', '', 3),
    ('topic', 'abuse', 'Xâm hại phụ nữ, trẻ em', '', 4),
    ('topic', 'traffic', 'An toàn giao thông', '', 5),
    ('topic', 'drugs', 'Phòng chống ma túy', '', 6),
    ('topic', 'online_fraud', 'Lừa đảo trên không gian mạng', '', 7),
    ('topic', 'safe_living', 'Môi trường sống an toàn', '', 8),
    ('topic', 'harmful_customs', 'Hủ tục, tập tục có hại', '', 9),
    ('topic', 'urgent_issues', 'Vấn đề xã hội cấp thiết', '', 10),
    ('topic', 'gender_equality', 'Bình đẳng giới và tăng quyền năng', '', 11),
    ('topic', 'gender_mainstreaming', 'Lồng ghép giới', '', 12),
    ('topic', 'livelihood', 'Khởi nghiệp, phát triển kinh tế', '', 13),
    ('topic', 'running_models', 'Vận hành, quản lý mô hình', '', 14),
    ('material', 'leaflet', 'Tờ rơi', '', 1),
    ('material', 'poster', 'Áp phích', '', 2),
    ('material', 'flyer', 'Tờ bướm', '', 3),
    ('material', 'document', 'Tài liệu', '', 4),
    ('material', 'other', 'Ấn phẩm khác', '', 5),
    ('entry', 'drawing', 'Tranh', '', 1),
    ('entry', 'video', 'Video', '', 2),
    ('entry', 'skit', 'Tiểu phẩm', '', 3),
    ('entry', 'other', 'Tác phẩm khác', '', 4),
    ('role', 'union_staff', 'Cán bộ Hội', '', 1),
    ('role', 'union_member', 'Hội viên', '', 2),
    ('role', 'women_head', 'Chi hội trưởng phụ nữ', '', 3),
    ('role', 'group_head', 'Tổ trưởng', '', 4),
    ('role', 'group_member', 'Thành viên tổ', '', 5),
    ('role', 'club_head', 'Chủ nhiệm CLB', '', 6),
    ('role', 'facilitator', 'Dẫn trình viên', '', 7),
    ('role', 'club_member', 'Thành viên CLB', '', 8),
    ('role', 'village_head', 'Trưởng thôn, ấp', '', 9),
    ('role', 'respected', 'Người có uy tín', '', 10),
    ('role', 'village_staff', 'Cán bộ thôn, bản', '', 11),
    ('role', 'party_cell', 'Bí thư chi bộ', '', 12),
    ('role', 'front', 'Trưởng ban công tác Mặt trận', '', 13),
    ('role', 'youth', 'Đoàn thanh niên', '', 14),
    ('role', 'veteran', 'Cựu chiến binh', '', 15),
    ('role', 'police', 'Công an', '', 16),
    ('role', 'health', 'Y tế', '', 17),
    ('role', 'justice', 'Tư pháp', '', 18),
    ('role', 'minority_women', 'Cán bộ nữ dân tộc thiểu số', '', 19),
    ('role', 'people', 'Nhân dân', '', 20);
