"""The Chinese reader: what a sentence names, who is named in a release, which day is meant. All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from kg.languages.chinese.dates import read_times
from kg.languages.chinese.lexicon import read_chinese
from kg.languages.chinese.phrases import read_phrases
from kg.languages.chinese.survey import survey_people
from kg.languages.chinese.tokens import read_tokens
from kg.languages.phrase import KnownName, Phrase

SURNAMES = frozenset({*"何黃甄馬林鄭方溫曲向任龐", "司徒", "尉遲", "歐陽"})
KNOWN = {
    "香港": "place", "珠海市": "place", "廣州": "place", "西班牙": "place", "丹麥": "place", "沙洲": "place",
    "發展局": "body", "潮汐局": "body", "港灣大學": "body", "海關副關長": "post", "發展局局長": "post",
    "哈薩克": "place", "浪茄海關": "body", "財政部": "body", "政府": "body",
}  # fmt: skip


def find_known(text: str, *people: str) -> dict[int, KnownName]:
    kinds = {**KNOWN, **dict.fromkeys(people, "person")}
    found: dict[int, KnownName] = {}
    for name in sorted(kinds, key=len):
        at = text.find(name)
        if at >= 0:
            found[at] = KnownName(at + len(name), kinds[name])
    return found


def read(text: str, *people: str) -> list[Phrase]:
    return read_phrases(text, find_known(text, *people), read_chinese(), surnames=SURNAMES)


def list_names(text: str, kind: str, *people: str) -> list[str]:
    return [phrase.text for phrase in read(text, *people) if phrase.kind == kind]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("委員會轄下的檢測認證工作組會跟進。", ["檢測認證工作組"]),
        ("將檢測工作組的水樣。", []),
        ("何國華到訪鄉郊及生態發展局。", ["鄉郊及生態發展局"]),
        ("當局會諮詢潮汐局，再作決定。", ["潮汐局"]),
        ("由港灣大學月球研究中心負責。", ["港灣大學月球研究中心"]),
        ("與浪茄海關總局會面。", ["浪茄海關總局"]),
        ("他在各郵政局派發單張。", []),
        ("有關政府部門會跟進。", []),
        ("珠海市潮汐委員會和燈籠實驗所合辦。", ["珠海市潮汐委員會", "燈籠實驗所"]),
        ("多個本地醫療機構參加。", []),
        ("是次燈籠協會參加。", ["燈籠協會"]),
        ("他參觀這些燈籠委員會。", ["燈籠委員會"]),
        ("木船和石船兩種組合。", []),
        ("葡語系國家、西語系地區和各派系參加。", []),
        ("政務職系的人和粵港兩地同處珠江口。", []),
        ("潮汐局冀藉燈籠專責小組推動合作。", ["潮汐局", "燈籠專責小組"]),
        ("潮汐大學葡語系參加。", ["潮汐大學葡語系"]),
        ("我校水產學院參加。", ["水產學院"]),
        ("他加入「藍帆」綠色海岸國際聯盟。", ["「藍帆」綠色海岸國際聯盟"]),
        ("「藍帆」組率先登場。", []),
        ("他參觀一間陶瓷廠，與兩家船塢公司會面。", []),
        ("當局共接待內地經貿團組十個。", []),
        ("加上政府部門和日後兩地醫院。", []),
        ("三方明年共建燈籠培訓中心。", ["燈籠培訓中心"]),
        ("今晚鄉音處處，高朋滿座。", []),
        ("他介紹家族辦公室政策。", []),
        ("企業把西部總部放到珠海市。", []),
        ("他參觀珍珠西部總部。", ["珍珠西部總部"]),
        ("推動香港成為燈籠及潮汐服務中心。", []),
        ("他參觀燈籠及潮汐服務中心。", ["燈籠及潮汐服務中心"]),
        ("保障發明者和科技公司的投入。", []),
        ("他參觀珍珠及潮汐科技公司。", ["珍珠及潮汐科技公司"]),
        ("珠海市醫院管理中心參加。", ["珠海市醫院管理中心"]),
        ("西班牙—廣州燈籠理事會參加。", ["西班牙—廣州燈籠理事會"]),
        ("傷者送往醫院，市民提防假冒銀行。", []),
        ("他支持全球燈籠研究所和全體燈籠委員會。", ["全球燈籠研究所"]),
        ("他感謝項目策略及管控處。", ["項目策略及管控處"]),
        ("電台及電視台會報道，商會和行業協會參加。", []),
        ("港灣大學醫學院附屬珠海醫院今日啟用。", ["港灣大學醫學院附屬珠海醫院"]),
        ("珠海市的學校招收香港中學學生。", []),
        ("以鞏固香港國際燈籠中心的地位。", []),
        ("他到訪香港國際燈籠中心的展館。", ["香港國際燈籠中心"]),
        ("企業創辦人黃美出席。", []),
        ("前項目經理黃美到訪議事廳。", []),
        ("港灣大學附屬珠海醫院今日啟用。", ["港灣大學附屬珠海醫院"]),
        ("由丹麥法務部、漁業局和消防局合辦。", ["丹麥法務部", "漁業局", "消防局"]),
        ("他到訪丹麥南部和廣州法務部。", []),
        ("當地消防局回應，由各漁業局參加。", []),
        ("全國燈籠工匠和船工代表團抵達。", ["全國燈籠工匠和船工代表團"]),
        ("他以丹麥代表團成員身分參加。", ["丹麥代表團"]),
        ("她率領丹麥代表團參加，企業代表團隨行。", []),
        ("潮汐局船隊和海口88艦編隊抵達。", ["潮汐局船隊", "海口88艦編隊"]),
        ("丹麥香港代表隊和兩支船隊參加。", ["丹麥香港代表隊"]),
        ("西班牙第十二屆運動會前，財政部回應。", ["財政部"]),
        ("「藍帆」資助本地大學。", []),
        ("「藍帆」的協會。", []),
        ("知名的港灣音樂團體參加。", []),
        ("他出席潮汐部長聯合會議。", []),
        ("他是珠海市燈籠會議員。", []),
        ("向海口聯合會議員介紹。", ["海口聯合會"]),
        ("女子組今日決賽。", []),
        ("珠海市海岸研究所第三次會議。", ["珠海市海岸研究所"]),
        ("打擊非法燈籠為漁業局的重點工作，違規行為為潮汐局所禁。", ["漁業局", "潮汐局"]),
        ("是次演習消防局、珠海市燈籠局參加。", ["珠海市燈籠局"]),
        ("已有西班牙初創公司和西班牙燈籠公司到來。", ["西班牙燈籠公司"]),
        ("他到私家醫院求診。", []),
        ("證券公司、私募股權和風險投資公司出席。", []),
        ("在當地的第二個燈籠辦事處開幕。", []),
        ("首間燈籠辦事處今日啟用。", []),
        ("邀請約300位燈籠學校校長。", []),
        ("沿線各郵政局和全線漁業局參加。", []),
        ("珠海市潮鎮中心小學教師黃美出席。", ["珠海市潮鎮中心小學"]),
        ("率領的創科及金融代表團抵達。", []),
        ("他參觀燈籠機器人有限公司總部。", ["燈籠機器人有限公司"]),
        ("他到訪臨時燈籠中心，又詢問政府。", ["政府"]),
        ("與西班牙政府、月亮市人民政府和卡達爾政府會面。", ["西班牙政府", "月亮市人民政府", "卡達爾政府"]),
        ("燈籠小組委員會今日通過文件。", ["燈籠小組委員會"]),
        ("可到任何漁業局，新一屆燈籠議會開會。", ["燈籠議會"]),
        ("燈籠服務會加強，燈籠協會加強合作。", ["燈籠協會"]),
    ],
)
def test_bodies_are_read_from_their_first_word_to_their_head(text: str, bodies: list[str]) -> None:
    assert list_names(text, "body") == bodies


@pytest.mark.parametrize(
    ("text", "initiatives"),
    [
        ("潮汐局推出「藍帆同行」同樂日。", ["藍帆同行"]),
        ("潮汐局續辦“燈海漫步”及“潮聲書屋”等。", ["燈海漫步", "潮聲書屋"]),
        ("他介紹「藍帆」展覽。", ["藍帆"]),
        ("“燈海漫步”、“潮聲書屋”及“藍帆”等展覽繼續。", ["燈海漫步", "潮聲書屋", "藍帆"]),
        ("「藍帆2026」將於六月舉行。", ["藍帆2026"]),
        ("「海岸之光：潮汐的故事」展覽開放。", ["海岸之光：潮汐的故事"]),
        ("他出席潮汐局及港灣大學年會。", ["潮汐局及港灣大學年會"]),
        ("他到訪潮汐局，出席港灣大學年會。", ["港灣大學年會"]),
        ("落實《海岸強市建設規劃綱要（2024至2035年）》。", ["海岸強市建設規劃綱要（2024至2035年）"]),
        ("十二個主題論壇和2025主論壇開始，她感謝珠海市對峰會的支持。", []),
        ("2026學年參與計劃的院校增加，珠海市以八折優惠發售門票。", []),
        ("政府公布的海岸青年遠航藍圖和推出的優惠計劃。", ["海岸青年遠航藍圖"]),
        ("他介紹海岸青年遠航藍圖。", []),
        ("第四屆國際環保博覽今日開幕，國際環保博覽有多個展區。", ["第四屆國際環保博覽"]),
        ("第四屆廣州青年音樂比賽和青年音樂比賽。", ["第四屆廣州青年音樂比賽"]),
        ("博物館合辦特別展覽「藍帆萬象」。", ["藍帆萬象"]),
        ("他閱讀報章「藍帆萬象」。", []),
        ("他出席珠海市潮汐規劃論壇。", ["珠海市潮汐規劃論壇"]),
        ("會議以「共聚海濱」為主題。", []),
        ("題為「燈海漫步」的展覽。", []),
        ("他關注專頁「藍帆活動」。", []),
        ("「藍帆漫談」研討會今日舉行。", []),
        ("他發揮「超級燈塔」的作用。", []),
    ],
)
def test_a_quoted_programme_is_known_by_what_stands_around_it(text: str, initiatives: list[str]) -> None:
    assert list_names(text, "initiative") == initiatives


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("他其後轉往維哥，參觀古城。", ["維哥"]),
        ("他在西班牙維哥的行程結束。", ["西班牙", "維哥"]),
        ("她到訪浪茄冷倉和港口燈籠博物館。", ["浪茄冷倉", "港口燈籠博物館"]),
        ("會議在嶺東會堂舉行。", ["嶺東會堂"]),
        ("他在哈薩克斯坦簽署文件。", ["哈薩克斯坦"]),
        ("本市市民支持一條村的計劃。", []),
        ("香港企業踴躍參加。", []),
        ("他參觀當地的科技園區和一個工業園區。", []),
        ("她在文化中心會見記者，途經大會堂和藝術館。", ["文化中心", "大會堂", "藝術館"]),
        ("多個文化中心參加，這個藝術館支持。", []),
        ("香港會繼續支持，香港會計業界同意。", ["香港"]),
        ("與香港古典舞比較。", []),
        ("他在西班牙香港口岸會見記者。", ["西班牙香港口岸"]),
        ("在西班牙燈籠運動會體育館舉行。", ["西班牙燈籠運動會體育館"]),
        ("播放《美麗的西班牙海岸風光》和《我家的沙洲灣畔》。", []),
        ("他祝賀西班牙成立十周年。", ["西班牙"]),
        ("他祝賀西班牙第十二屆運動會。", []),
        ("他為守護家園而努力，展現出團結。", []),
        ("部隊在歌聲中踏上浪茄碼頭。", ["浪茄碼頭"]),
        ("十個省、自治區、直轄市參加。", []),
        ("他在燈籠發現館會見記者。", ["燈籠發現館"]),
        ("利用外資佔全市外資七成，佔全區八成。", []),
        ("他參觀企業孵化基地和中試基地。", []),
        ("他參觀浪茄企業孵化基地。", ["浪茄企業孵化基地"]),
        ("市民應前往空氣流通的地方，其後前往浪茄頂。", ["浪茄頂"]),
        ("他前往急症室求診。", []),
    ],
)
def test_places_stand_alone_and_not_in_front_of_nouns(text: str, places: list[str]) -> None:
    assert list_names(text, "place") == places


@pytest.mark.parametrize(
    ("text", "person", "title", "owner", "capacity"),
    [
        ("潮汐局助理署長（供水）何國華出席。", "何國華", "助理署長（供水）", "潮汐局", "substantive"),
        ("與前珠海市市長黃美會面。", "黃美", "珠海市市長", "珠海市", "former"),
        ("、現任巨燈基金會會長黃美出席。", "黃美", "會長", "巨燈基金會", "substantive"),
        ("、浪茄海關副關長黃美出席。", "黃美", "副關長", "浪茄海關", "substantive"),
        ("鄉郊及生態發展局局長黃美出席。", "黃美", "局長", "鄉郊及生態發展局", "substantive"),
        ("與哈薩克斯坦第一副財政部長黃美會面。", "黃美", "哈薩克斯坦第一副財政部長", "哈薩克斯坦", "substantive"),
        ("潮汐局署理局長黃美出席。", "黃美", "局長", "潮汐局", "acting"),
        ("與西班牙潮汐投資基金總裁黃美會面。", "黃美", "總裁", "西班牙潮汐投資基金", "substantive"),
        ("我校副校長黃美出席。", "黃美", "副校長", None, "substantive"),
        ("海岸公園專員黃美出席。", "黃美", "海岸公園專員", None, "substantive"),
        ("還有國家大劇院舞美總監黃美、祁文。", "黃美", "舞美總監", "國家大劇院", "substantive"),
        ("珠海動植物公園園長黃美出席。", "黃美", "珠海動植物公園園長", None, "substantive"),
        ("珠海劇院署理院長黃美出席。", "黃美", "院長", "珠海劇院", "acting"),
        ("當地博物館館長黃美出席。", "黃美", "博物館館長", None, "substantive"),
        ("舞劇《藍色燈籠》藝術總監黃美出席。", "黃美", "藝術總監", None, "substantive"),
    ],
)
def test_titles_name_their_body_and_capacity(
    text: str, person: str, title: str, *, owner: str | None, capacity: str
) -> None:
    posts = [phrase for phrase in read(text, person) if phrase.kind == "post"]
    found = [(post.title, post.of.text if post.of else None, post.capacity) for post in posts]
    assert found == [(title, owner, capacity)]


@pytest.mark.parametrize(
    ("text", "unit", "parent"),
    [
        ("潮汐局海岸工作部副部長黃美出席。", "潮汐局海岸工作部", "潮汐局"),
        ("財政部教師工作司司長黃美出席。", "財政部教師工作司", "財政部"),
        ("潮汐局教育財政部今日舉行酒會。", "潮汐局教育財政部", "潮汐局"),
        ("潮汐局教育發展局局長黃美出席。", "潮汐局教育發展局", "潮汐局"),
        ("潮汐局海岸工作部分同事出席。", None, None),
        ("財政部教師代表出席。", None, None),
    ],
)
def test_a_unit_is_read_in_front_of_its_head(text: str, unit: str | None, parent: str | None) -> None:
    inner = [
        part for phrase in read(text, "黃美") for part in (phrase, *phrase.inner) if part.kind == "body" and part.of
    ]
    assert {(part.text, part.of.text) for part in inner if part.of} == ({(unit, parent)} if unit else set())


def test_a_unit_has_its_body_and_a_consul_the_city() -> None:
    unit = next(phrase for phrase in read("由港灣大學月球研究中心負責。") if phrase.kind == "body")
    assert unit.of is not None and unit.of.text == "港灣大學"
    consul = next(phrase for phrase in read("丹麥駐廣州總領事黃美出席。", "黃美") if phrase.kind == "post")
    assert [part.text for part in consul.inner] == ["丹麥", "廣州"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("公布委任尉遲嘉敏女士為主席，接替林鄭美娥。", {"尉遲嘉敏", "林鄭美娥"}),
        ("司徒健於五月辭任。", {"司徒健"}),
        ("委員包括：甄志丹（候任主席）、歐陽珮（潮汐處處長）及馬兆恆先生。", {"甄志丹", "歐陽珮", "馬兆恆"}),
        ("局長向玉蘭和主任任志新出席。", {"向玉蘭", "任志新"}),
        ("經理Maeve O’Dowd出席。", {"Maeve O’Dowd"}),
        ("部長馬查·龐西出席。", {"馬查·龐西"}),
        ("主席何時到任，委員方面未有回應。", set()),
        ("署方表示，何國華周四出任潮汐局局長。", {"何國華"}),
        ("署方表示，潮汐周四出任務。", set()),
        ("隊員馬志高點燃火盆，獲獎者溫可高度讚揚。", {"馬志高", "溫可"}),
        ("隊員高度重視訓練。", set()),
        ("何夫人醫院院長溫可擔任主席。", {"溫可"}),
        ("局長甄廣及副局長（供水）馬兆出席。", {"甄廣", "馬兆"}),
        ("尊敬的馬林主任（潮汐局副主任）、各位嘉賓：", {"馬林"}),
    ],
)
def test_people_are_found_by_shape(text: str, people: set[str]) -> None:
    assert survey_people(text, read_chinese(), SURNAMES) == people


@pytest.mark.parametrize(
    ("text", "cut"),
    [("星期二（六月三日）抵達。", "星期二（六月三日）"), ("翌日（十月一日），她離開。", "翌日（十月一日）")],
)
def test_a_day_of_the_week_belongs_to_its_date(text: str, cut: str) -> None:
    times = read_times(text, date(2025, 6, 5))
    assert [text[time.start : time.end] for time in times] == [cut]


def test_a_place_that_is_named_after_somebody_is_not_him() -> None:
    assert [(p.kind, p.text) for p in read("她到訪何國華將軍故居。", "何國華")][1:] == [("place", "何國華將軍故居")]
    assert [(p.kind, p.text) for p in read("何國華將軍到訪。", "何國華")] == [("person", "何國華")]


def test_what_a_body_is_called_now_begins_behind_the_word_that_says_so() -> None:
    assert list_names("潮汐公司其後改稱燈籠科技有限公司。", "body")[-1] == "燈籠科技有限公司"


def test_what_is_signed_is_an_agreement() -> None:
    assert list_names("雙方簽署《燈籠年度重點工作》。", "agreement") == ["燈籠年度重點工作"]
    assert list_names("雙方簽署了燈籠培訓意向書。", "agreement") == ["燈籠培訓意向書"]
    assert list_names("雙方已簽署了合作備忘錄。", "agreement") == ["合作備忘錄"]
    assert list_names("雙方閱讀《燈籠年度重點工作》。", "agreement") == []


@pytest.mark.parametrize("text", ["政府部門", "其中國際峰會", "駐沙洲政辦事處"])
def test_a_known_name_inside_longer_words_is_no_name(text: str) -> None:
    known = {text.find("政府"): KnownName(2, "body"), text.find("中國"): KnownName(3, "place")}
    known[text.find("沙洲政辦")] = KnownName(5, "body")
    kinds = [
        token.kind for token in read_tokens(text, {at: name for at, name in known.items() if at >= 0}, read_chinese())
    ]
    assert "known" not in kinds


def test_a_mechanism_is_of_a_place_or_founded() -> None:
    assert list_names("緊急時的應急工作及溝通機制。", "mechanism") == []
    assert list_names("與西班牙燈籠安全溝通機制。", "mechanism") == ["西班牙燈籠安全溝通機制"]
    assert list_names("雙方成立燈籠安全溝通機制。", "mechanism") == ["燈籠安全溝通機制"]


def test_a_row_of_dashes_ends_a_name() -> None:
    assert list_names("兩場大型燈籠盛事---全國潮汐投資峰會將舉行。", "initiative") == ["全國潮汐投資峰會"]
