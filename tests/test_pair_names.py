"""Names that are one thing in both languages, and near misses: rows of invented names in texts that are cut unlike, so
that no place in the text tells them."""

from __future__ import annotations

from functools import cache

import pytest
from paired import DAY, ISSUED, make_id

from kg.files import find_shipped
from kg.languages.romanisation import rate_sound
from kg.languages.transcription import rate_transcription
from kg.linking.alignment import align
from kg.linking.meanings import Translator, read_meanings
from kg.linking.ratings import Rater, make_rater
from kg.mentions.entities import Entity, Label, make_known
from kg.pipeline import load_gazetteer
from kg.releases import Release
from kg.sentences import split_sentences
from kg.slugs import make_slug
from kg.statements import EntityMention, Event, Extraction, Participation, Tenure

# What is said of a side: "kind name", "person name = title = body", "event type day: who, who @ place". What is said last
# of either side is one thing in PAIRS; what is said last of the English side is nothing of the other one in MISSES.
PAIRS = """
body Hong Kong Lantern Training Academy | body 香港燈籠培訓學院
body Lantern Safety Advisory Committee | body 燈籠安全諮詢委員會
body International Centre for Marine Archaeology | body 國際海洋考古中心
body Sustainable Tourism Research Institute | body 可持續旅遊研究所
body Korean Ministry of Fisheries | body 韓國漁業部
body Ministry of Water Resources of Vietnam | body 越南水利部
body Asian Federation of Ancient Music | body 亞洲古代音樂聯合會
body Youth Orchestra of Guangzhou | body 廣州青年樂團
body Association of Women Engineers | body 婦女工程師協會
body Shenzhen Smart Transport Laboratory | body 深圳智慧交通實驗室
body Harbour Lantern Museum | body 海港燈籠博物館
body French Chamber of Deep Sea Commerce; body Danish Lantern Society | body 丹麥燈籠學會
body Rotary Liverpond East; body Rotary Liverpond North | body 利物彭東部扶輪社; body 利物彭北部扶輪社
body Kantara University | body 坎塔拉大學
body Bolanda Technical College | body 博蘭達技術學院
body Society for Volcanic Tea | body 火山茶學會
body Tourism and Trade Authority of Macao | body 澳門旅遊及貿易管理局
body Veterinary Drug Supervision Commission | body 獸醫藥物監督委員會
body Logistics Workers Union | body 物流工人工會
body Cultural Heritage Trust | body 文化遺產信託基金
body European Quantum Computing Alliance | body 歐洲量子計算聯盟
body National Lantern Standards Committee of Thailand | body 泰國國家燈籠標準委員會
body Belgian Football Club; body Belgian Robotics Institute | body 比利時足球會; body 比利時機械人學院
body Dongguan Vegetable Wholesale Market Company Limited | body 東莞蔬菜批發市場有限公司
body Community Archive Network | body 社區檔案網絡
place Lantern Country Park | place 燈籠郊野公園
place Moonlit Concert Hall; place Old Town Art Museum | place 古城美術館
place Green Valley Wetland Park | place 綠谷濕地公園
place Marine Science Museum | place 海洋科學館
place Silveria Second Beach | place 西爾維亞第二灣泳灘
place Railway Memorial Hall | place 鐵路紀念堂
place Jiangxing Province | place 江興省
initiative Youth Entrepreneurship Blueprint | initiative 青年創業藍圖
initiative Digital Fishery Plan | initiative 數字漁業計劃
initiative 12th Asian Lantern Festival | initiative 第十二屆亞洲燈籠節
initiative Overseas Talent Internship Scheme; initiative Rural Library Project | initiative 農村圖書館項目
initiative Cross-border Data Pilot Programme | initiative 跨境數據試點計劃
initiative Cross-boundary Blue Economy Summit 2031 | initiative 跨境藍色經濟峰會2031
agreement Memorandum of Understanding on Maritime Arbitration | agreement 海事仲裁諒解備忘錄
post Deputy Prime Minister of Cambodia | post 柬埔寨副首相
post Crown Prince of Norway | post 挪威王儲
post Minister of Agriculture of Vietnam | post 越南農業部長
post Honorary President of the Lantern Society | post 燈籠學會名譽會長
post Chief Executive Officer of the Asian Cultural Trust | post 亞洲文化信託基金行政總裁
person Sun Chantrea = Minister of Health = Kingdom of Cambodia | person 孫占達 = 衞生部長 = Kingdom of Cambodia
person Park Sung-jae = Chairman = Korean Council of Marine Law | person 朴成載 = 主席 = 韓國海洋法律委員會
person Chung Ho-yul = Director = Korean Lantern Centre | person 鄭浩烈 = 主任 = 韓國燈籠中心
person Kim Min-seok = President = Korean Tea Association | person 金民錫 = 會長 = 韓國茶協會
person Tariq bin Salem Al Hakim = Crown Prince of Kuwait = Kuwait Lantern Council | person 塔里克 = 科威特王儲 = 科威特燈籠委員會
person Lew Kah Meng = Permanent Secretary = Singapore Lantern Board | person 劉家明 = 常任秘書長 = 新加坡燈籠局
person Marta Dobrova = Mayor = Municipality of Bolanda | person 瑪爾塔多布羅娃 = 市長 = Municipality of Bolanda
person Nadia Kristova = Managing Director = World Lantern Bank | person 克里斯托娃 = 總裁 = 世界燈籠銀行
person Iun Pui Iun = Deputy Director = Macao Lantern Bureau | person 阮佩賢 = 副局長 = 澳門燈籠局
person Chan Tai-man = Director = Lantern Training Academy | person 陳大文 = 院長 = 燈籠培訓學院
body Tidal Science Academy; body East Asia Centre | body 潮汐科學學院; body 潮汐科學學院東亞中心
body Global Sanitation School; body West Africa Hub | body 全球衞生學校; body 全球衞生學校西非樞紐
body HSBC; body Green Finance Training Centre | body HSBC; body 「大同」綠色金融培訓中心
place Guangzhou; event ceremony 2024-03-04: Chan Tai-man, Ho Hoi-lam @ Guangzhou | place 廣州; event ceremony 2024-03-04: 陳大文, 何海嵐 @ 廣州
place Hong Kong; place Sha Tin District; event ceremony 2024-03-04: Chan Tai-man, Ho Hoi-lam @ Hong Kong | place 香港; place 沙田區; event ceremony 2024-03-04: 陳大文, 何海嵐 @ 沙田區
place Railway Art Museum; event visit 2024-03-04: Chan Tai-man @ Railway Art Museum; place Green Valley Wetland Park; event visit 2024-03-04: Chan Tai-man @ Green Valley Wetland Park | place 鐵路美術館; event visit 2024-03-04: 陳大文 @ 鐵路美術館; place 綠谷濕地公園; event visit 2024-03-04: 陳大文 @ 綠谷濕地公園
event meeting -: Chan Tai-man, Ho Hoi-lam | event meeting 2024-03-04: 陳大文, 何海嵐
event conference 2024-03: Chan Tai-man, Ho Hoi-lam | event conference 2024-03-04: 陳大文, 何海嵐
"""
MISSES = """
body Hong Kong Lantern Training Academy | body 香港燈籠培訓委員會
body Lantern Safety Advisory Committee | body 食品安全諮詢委員會
body International Centre for Marine Archaeology | body 國際海洋研究中心
body Sustainable Tourism Research Institute | body 可持續旅遊聯盟
body Korean Ministry of Fisheries | body 韓國農業部
body Korean Ministry of Fisheries | body 越南漁業部
body Ministry of Fisheries | body 財政部
body Youth Orchestra of Guangzhou | body 深圳青年樂團
body Women Engineers Association | body 婦女律師協會
body Shenzhen Smart Transport Laboratory | body 深圳智慧能源實驗室
body Harbour Lantern Museum | body 海港歷史博物館
body Lantern Society | body 燈籠銀行
body Rotary Liverpond East | body 利物彭北部扶輪社
body Rotary Liverpond East | body 巴塞德東部扶輪社
body Kantara University | body 博蘭達大學
body Bolanda Technical College | body 坎塔拉技術學院
body Society for Volcanic Tea | body 音樂學會
body Tourism Authority of Macao | body 香港旅遊管理局
body Drug Supervision Commission | body 市場監督委員會
body Logistics Workers Union | body 物流僱主聯會
body European Quantum Computing Alliance | body 亞洲量子計算聯盟
body East Asia Centre | body 西非中心
body Central Lantern Bureau | body 東部燈籠局
body Lantern Office; body Lantern Department | body 燈籠處
body Tea Club | body 明月社
body Moon Company Limited | body 潮汐有限公司
body Lantern Training Academy; body Lantern Training College | body 燈籠培訓學院
body National Tea Committee of Thailand | body 越南國家茶委員會
body Green Finance Training Centre | body 「大同」綠色金融培訓中心
body Harbour Music School | body 海港音樂學會
body Tidal Science Academy; body East Asia Centre | body 潮汐科學學院; body 潮汐科學學院西非中心
body East Asia Centre | body 潮汐科學學院東亞中心
place Lantern Country Park | place 燈籠海岸公園
place Old Town Art Museum | place 古城科學館
place Green Valley Wetland Park | place 白谷濕地公園
place Marine Science Museum | place 海洋歷史博物館
place Silveria Beach | place 長灘
place Second Beach | place 第三灣泳灘
place Jiangxing Province | place 廣明省
place Tanpu | place 大橋
place Lantern Youth Sports Ground | place 燈籠體育大道
initiative Youth Entrepreneurship Blueprint | initiative 青年體育藍圖
initiative Digital Fishery Plan | initiative 數字農業計劃
initiative 12th Asian Lantern Festival | initiative 第十三屆亞洲燈籠節
initiative Blue Economy Summit 2031 | initiative 藍色經濟峰會2032
initiative Talent Internship Scheme | initiative 農村圖書館項目
agreement Memorandum of Understanding on Maritime Arbitration | agreement 金融合作諒解備忘錄
post Deputy Prime Minister of Cambodia | post 越南副首相
post Crown Prince of Norway | post 挪威首相
post Minister of Agriculture of Vietnam | post 越南財政部長
post Honorary President of the Lantern Society | post 茶學會名譽會長
person Park Sung-jae | person 朴成載
person Chung Ho-yul = Director = Korean Lantern Centre | person 李民錫 = 主任 = 韓國燈籠中心
person Kim Min-seok = President = Korean Tea Association | person 高天樂 = 秘書長 = 韓國音樂聯盟
person Chan Tai-man = Director = Lantern Training Academy | person 陳小明 = 院長 = 燈籠培訓學院
person Chan Tai-man = Director = Lantern Training Academy | person 李大文 = 院長 = 燈籠培訓學院
person Ho Hoi-lam = Deputy Director = Macao Lantern Bureau | person 何海文 = 副局長 = 澳門燈籠局
person Wong Mei = Director = Lantern Training Academy | person 黃偉 = 院長 = 燈籠培訓學院
person Iun Pui Iun = Deputy Director = Macao Lantern Bureau | person 阮佩賢 = 副處長 = 香港燈籠處
person Nadia Kristova | person 克里斯托娃
person Marta Dobrova | person 羅貝托
person Peter Lam = Director = Lantern Training Academy | person 陳偉 = 院長 = 燈籠培訓學院
event visit 2024-03-04: Chan Tai-man, Ho Hoi-lam | event visit 2024-03-05: 陳大文, 何海嵐
event visit 2024-03-04: Chan Tai-man, Ho Hoi-lam | event meeting 2024-03-04: 陳大文, 何海嵐
event visit 2024-03-04: Chan Tai-man | event visit 2024-03-04: 何海嵐
place Guangzhou; place Shenzhen; event visit 2024-03-04: Chan Tai-man @ Guangzhou | place 廣州; place 深圳; event visit 2024-03-04: 陳大文 @ 深圳
place Green Valley Wetland Park; place Railway Art Museum; event visit 2024-03-04: Chan Tai-man @ Railway Art Museum | place 鐵路美術館; place 綠谷濕地公園; event visit 2024-03-04: 陳大文 @ 綠谷濕地公園
"""
FEWEST = 60


@cache
def make_ear() -> Rater:
    return make_rater(load_gazetteer(), rate_sound)


class _Telling:
    """One side of a row."""

    def __init__(self, lang: str, text: str) -> None:
        self.lang, self.entities, self.names = lang, dict[str, Entity](), dict[str, str]()
        self.tenures, self.events = list[Tenure](), list[Event]()
        for said in text.split("; "):
            kind, _, rest = said.partition(" ")
            self.last = getattr(self, f"tell_{kind}", lambda rest, kind=kind: self.tell(kind, rest))(rest)

    def tell(self, kind: str, name: str, body: str | None = None) -> str:
        known = [id for id in load_gazetteer().find_bearers(name, self.lang) if id.startswith(f"{kind}/")]
        id = known[0] if known else f"{kind}/{make_slug(name)}"
        own = Entity(id, kind, (Label(name, "en" if name.isascii() else "zh-Hant", True),), body=body)
        self.entities[id] = make_known(load_gazetteer().things[id]) if known else own
        self.names[id] = name
        return id

    def tell_person(self, said: str) -> str:
        name, *office = said.split(" = ")
        person = self.tell("person", name)
        if office:
            body = self.tell("body", office[1])
            post = self.tell(
                "post", f"{office[0]} of the {office[1]}" if self.lang == "en" else office[1] + office[0], body
            )
            self.tenures.append(Tenure(make_id("tenure", person, post), person, post, body, "gba:substantive", DAY))
        return person

    def tell_event(self, said: str) -> str:
        head, _, rest = said.partition(": ")
        kind, day = head.split(" ")
        people, _, spot = rest.partition(" @ ")
        agents = [self.tell_person(name) for name in people.split(", ")]
        places = (self.tell("place", spot),) if spot else ()
        id = make_id("event", self.lang, said)
        parts = tuple(Participation(make_id("participation", id, who), who, "gba:participant") for who in agents)
        start = None if day == "-" else day
        self.events.append(
            Event(id, f"gba:{kind}", "gba:done", kind, self.lang, start, start, places=places, participations=parts)
        )
        return id

    def finish(self) -> Extraction:
        """All names in one sentence; the English text has a paragraph more."""
        text = (
            "、".join(self.names.values()) + "。\n"
            if self.lang != "en"
            else ", ".join(self.names.values()) + ".\n\nX.\n"
        )
        mentions = (
            EntityMention(1, text.index(name), text.index(name) + len(name), id) for id, name in self.names.items()
        )
        return Extraction(
            Release("pair-1", self.lang, "T", ISSUED, text),
            split_sentences(text),
            tuple(self.entities[id] for id in sorted(self.entities)),
            tuple(self.tenures),
            tuple(self.events),
            mentions=tuple(mentions),
        )


def find_partner(row: str) -> tuple[bool, bool]:
    """Tells whether the last thing of the English side is one with that of the Chinese side, and with anything."""
    english, chinese = (_Telling(lang, side) for lang, side in zip(("en", "zh-Hant"), row.split(" | "), strict=True))
    found = align(english.finish(), chinese.finish(), make_ear())
    mine = found.english.get(english.last, english.last)
    others = {found.chinese.get(id, id) for id in (*chinese.names, *(event.id for event in chinese.events))}
    return mine == found.chinese.get(chinese.last, chinese.last), mine in others


def split_rows(rows: str) -> list[str]:
    return rows.strip().splitlines()


def test_what_is_one_thing_in_both_languages_is_found() -> None:
    rows = split_rows(PAIRS)
    apart = [row for row in rows if not find_partner(row)[0]]
    assert len(rows) - len(apart) >= FEWEST, apart


@pytest.mark.parametrize("row", split_rows(MISSES))
def test_what_is_nearly_the_same_stays_its_own(row: str) -> None:
    assert not find_partner(row)[1]


def test_there_are_as_many_near_misses_as_pairs() -> None:
    assert len(split_rows(PAIRS)) >= 60
    assert len(split_rows(MISSES)) >= 60


@pytest.mark.parametrize(
    ("latin", "han", "least", "most"),
    [
        ("Liverpond", "利物彭", 0.7, 1.0),
        ("Bolanda", "博蘭達", 0.9, 1.0),
        ("Nadia Kristova", "克里斯托娃", 0.7, 1.0),
        ("Tariq bin Salem", "塔里克", 0.7, 1.0),
        ("Bolanda", "利物彭", 0.0, 0.5),
        ("Kristova", "塔里克", 0.0, 0.5),
        # Too little is left of it to be heard.
        ("Aya", "艾雅", 0.0, 0.0),
        ("", "艾雅", 0.0, 0.0),
    ],
)
def test_names_from_abroad_are_heard_by_their_consonants(latin: str, han: str, least: float, most: float) -> None:
    assert least <= rate_transcription(latin, han) <= most


def test_names_of_known_bodies_that_mean_the_same_are_one() -> None:
    """Of all known bodies in both languages, each against each."""
    translator = Translator(load_gazetteer(), lambda _latin, _han: 0.0)
    things = [thing for thing in load_gazetteer().things.values() if thing.kind == "body" and thing.valid_to is None]
    named = [(thing.id, thing.get_label("en"), thing.get_label("zh-Hant")) for thing in things]
    whole = [
        (here, there)
        for here, english, _ in named
        for there, _, chinese in named
        if english and chinese and translator.compare(english, chinese).is_whole
    ]
    others = {pair for pair in whole if pair[0] != pair[1]}
    assert len(whole) - len(others) >= 200
    # Only a ministry of the State called by the words of a department of Hong Kong; neither is taken for the other.
    assert others == {("body/doj", "body/moj"), ("body/had", "body/mca")}


def test_each_meaning_stands_once() -> None:
    assert all(1 <= len(words) <= 5 for words in read_meanings())
    path = find_shipped("data", "meanings", "words.csv")
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == len(read_meanings())
    assert rows == sorted(rows, key=lambda row: row.split(",")[0])
