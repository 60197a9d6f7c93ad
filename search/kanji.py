"""Runs of kanji: old forms, repetition marks, and where a pair of kanji cannot be a word. Pure.

Kanji are matched by pairs, because no dictionary is at hand. A pair that begins inside a word and
ends in the next is none: 京都 is not in 東京都, nor 日本 in 本日本部. To see that, the words of
everyday and of administration are known here that begin or end such pairs; with ``icu4py``
installed its dictionary is asked instead.
"""

import re
from functools import lru_cache

from search.old_forms import NEW_FORMS

RUN = "[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
REPEATED = re.compile("(.)々")
LONGEST = 4  # kanji of a known word
# Single kanji that stand before or behind a word: 在日本, 東京都, 日本人.
AFFIXES = frozenset("在駐対訪旧新全両元前現同各故都道府県市区町村省庁館部国人語氏所員長者")

WORDS = """
東京 京都 大阪 名古屋 横浜 神戸 札幌 仙台 福岡 広島 長崎 奈良 千葉 埼玉 新潟 静岡 熊本 沖縄
北海道 宮城 福島 岩手 青森 秋田 山形 茨城 栃木 群馬 神奈川 富山 石川 福井 山梨 長野 岐阜 愛知
三重 滋賀 兵庫 和歌山 鳥取 島根 岡山 山口 徳島 香川 愛媛 高知 佐賀 大分 宮崎 鹿児島 日本 中国
韓国 朝鮮 蒙古 満州 満洲 米国 英国 独国 仏国 露国 外国 各国 自国 両国 本国 全国 帝国 王国 民国
諸国 他国 当国 同国 国家 国際 国内 国外 国会 国民 国交 国立 国境 国土 国連 国旗 国歌 国籍 国王
国務 国防 国有 国債 国費 国書 国賓 国道 国産 今日 本日 昨日 明日 毎日 平日 同日 当日 翌日 前日
後日 連日 先日 近日 期日 祝日 休日 終日 即日 一日 初日 数日 日付 日程 日時 日記 日報 日刊 日常
日中 日露 日米 日英 日韓 日朝 日蒙 在日 訪日 来日 対日 反日 親日 滞日 駐日 離日 全日 本年 本月
本校 本社 本部 本人 本文 本会 本館 本店 本省 本書 本件 本稿 本来 本当 本格 本土 本州 基本 資本
絵本 見本 標本 原本 写本 刊本 副本 謄本 抄本 部長 部門 部隊 部分 部局 部屋 部会 幹部 全部 一部
内部 外部 東部 西部 南部 北部 支部 軍部 学部 都市 都立 都内 都庁 都道 首都 古都 府庁 府立 府県
政府 幕府 県庁 県立 県内 市役所 市立 市内 市民 市場 市長 市街 道路 鉄道 報道 水道 歩道 柔道
剣道 書道 茶道 大使 公使 領事 外務 内務 総務 財務 法務 業務 事務 公務 義務 任務 勤務 職務 労務
税務 執務 大臣 大統領 首相 総理 総裁 総会 総長 長官 長期 議長 会長 社長 局長 課長 院長 校長
館長 次官 参議 衆議 議会 議員 議院 議定 会議 会談 会見 会社 会員 会場 会計 会館 社会 協会 学会
大会 議事 協議 決議 審議 建議 協定 協力 協約 条約 条件 条文 条例 声明 共同 共和 公文 公開 公式
公共 公報 公園 公演 文書 文化 文学 文字 文明 文部 文献 文面 人文 論文 注文 全文 原文 英文 和文
書記 書簡 書類 書籍 図書 辞書 白書 覚書 証書 調書 投書 館内 使館 使節 記録 記念 記者 記事 記載
伝記 資料 史料 原料 材料 燃料 無料 給料 歴史 地図 地方 地震 地域 地区 地理 地球 地上 地下 土地
基地 現地 各地 産地 耕地 団地 墓地 遊牧 牧畜 牧民 草原 震災 震度 災害 災難 火災 戦災 防災 被災
救援 救助 救出 救急 支援 援助 応援 後援 声援 毛布 毛皮 羊毛 寄付 寄贈 義援 援金 募金 資金 基金
料金 税金 現金 年金 送金 賞金 金額 金融 金属 募集 集会 全集 編集 収集 写真 真実 映画 映像 画像
絵画 計画 企画 録音 音楽 音声 発音 新聞 新年 新設 更新 聞紙 通信 通商 通訳 通貨 交通 共通 普通
流通 貿易 商業 商品 商工 工業 工場 工事 農業 農場 林業 鉱業 産業 事業 企業 職業 作業 授業 営業
失業 卒業 経済 経営 経費 経験 救済 返済 生活 生産 生徒 学生 先生 発生 人生 衛生 学校 学者 学術
学習 大学 留学 科学 山本 松本 橋本 坂本 宮本 岡本 川本 杉本 森本 藤本 吉本 田中 山中 竹中 中央
入学 見学 医学 数学 校舎 高校 教育 教員 教室 教授 教会 宗教 仏教 体育 保育 研究 研修 究所 役所
場所 住所 裁判 判所 法律 方法 憲法 技術 技能 芸術 美術 手術 人口 人間 人物 人民 人材 外人 個人
婦人 軍人 商人 老人 夫人 病院 病気 医院 寺院 学院 両院 政治 政策 政権 行政 財政 内政 軍政 党員
政党 革命 革新 改革 独立 独自 設立 成立 確立 対立 自立 建立 中立 建設 建物 設備 設置 施設 開設
開発 開催 開館 展開 発見 発表 発行 発展 発足 開始 発電 電力 電気 電報 電信 電話 電文 訪問 訪中
質問 学問 顧問 問題 歓迎 出迎 出発 出席 出版 出身 出典 輸出 輸入 提出 入国 入場 入院 収入 記入
外交 外相 外貨 海外 海軍 海上 海洋 上海 北海 日本海 陸軍 空軍 軍隊 軍事 将軍 兵士 兵器 戦争
戦後 戦前 大戦 停戦 終戦 開戦 抗戦 捕虜 抑留 留者 帰国 帰還 送還 返還 平和 平成 平均 平等 公平
昭和 明治 大正 令和 元年 年度 年代 年間 年表 年報 年齢 今年 昨年 毎年 去年 来年 少年 青年 周年
前年 翌年 同年 当年 近年 晩年 世紀 世界 代表 代理 時代 現代 近代 古代 交代 表示 表敬 表現 図表
統計 総計 合計 設計 時計 計算 予算 決算 解説 解決 理解 見解 説明 小説 演説 伝説 首脳 会合 合意
合同 連合 組合 場合 総合 統合 意見 意味 注意 同意 決意 決定 判決 規定 予定 指定 制定 推定 安定
設定 定期 定住 定員 期間 期限 時期 初期 後期 前期 短期 中期 学期 間接 民間 時間 空間 期待 招待
接待 待遇 優遇 処遇 関係 関連 関心 機関 税関 玄関 係争 連絡 連盟 連邦 同盟 加盟 参加 増加 追加
加入 参考 考古 考慮 古墳 古文 中古 選手 選挙 選定 当選 手紙 手続 手段 相手 切手 歌手 競技 競争
競馬 馬術 乗馬 騎馬 力士 相撲 横綱 大相撲 大関 関取 力量 能力 勢力 努力 労力 暴力 水力 火力
労働 動物 動員 運動 活動 活躍 行動 移動 自動 植物 宝物 書物 貨物 品物 博物 物価 物品 物資 食物
荷物 物語 言語 国語 英語 語学 用語 単語 外国語 蒙古語 使用 利用 費用 採用 雇用 適用 信用 公用
私用 専用 専門 入門 門下
"""
KNOWN = frozenset(WORDS.split())


def new_forms(text: str) -> str:
    """The text with the kanji of today, and 々 as the kanji it repeats."""
    text = text.translate(NEW_FORMS)
    return REPEATED.sub(r"\1\1", text) if "々" in text else text


@lru_cache(maxsize=20_000)  # the same runs come again and again
def pairs(run: str) -> tuple[tuple[str, bool], ...]:
    """Each kanji with the next one, the last one alone; and whether that may be a word."""
    if len(run) < 3:
        return ((run, True), (run[1:], True))[: len(run)]
    begun, ended = places(tuple(divided(run)))
    made = []
    for place in range(len(run) - 1):
        pair = run[place : place + 2]
        cut_through = place not in begun and place + 1 in ended
        made.append((pair, not cut_through or is_as_likely(run, place)))
    return (*made, (run[-1], True))


def places(words: tuple[str, ...]) -> tuple[set[int], set[int]]:
    """Where words (or kanji of no known word) begin, and where known words end."""
    begun, ended, place = set(), set(), 0
    for word in words:
        begun.add(place)
        place += len(word)
        if len(word) > 1:
            ended.add(place)
    return begun, ended


def is_as_likely(run: str, place: int) -> bool:
    """Whether the run divides no worse when the pair at this place is a word."""
    pair, rest = run[place : place + 2], run[place + 2 :]
    return pair in KNOWN and cost(run[:place]) + 2 + cost(rest) <= cost(run)


def cost(run: str) -> int:
    return sum(cost_of(word) for word in divided(run))


def cost_of(word: str) -> int:
    return 2 if len(word) > 1 or word in AFFIXES else 3


def divided(run: str) -> list[str]:
    """The run in known words and single kanji: as few as can be."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(run) + 1):
        choices = []
        for length in range(1, min(LONGEST, end) + 1):
            word = run[end - length : end]
            if length == 1 or word in KNOWN:
                spent, words = best[end - length]
                choices.append((spent + cost_of(word), [*words, word]))
        best.append(min(choices, key=lambda choice: choice[0]))
    return best[-1][1]
