"""Chinese sentences and exactly what they tell: constructions, what was once told wrongly, near misses beside them."""

from __future__ import annotations

import pytest
from clause_facts import list_facts, read_text

ROWS = (
    (
        "黃美芬女士昨日（五月二日）抵達珠海，與祁文博先生會面，並參觀珍珠潮汐研究院。",
        "meeting done 2024-05-02 [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "visit done 2024-05-02 [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "visit done 2024-05-02 [黃美芬 participant] @ 珠海市 | "
        "祁文博 met 黃美芬",
    ),
    (
        "在參觀珍珠潮汐研究院後，黃美芬女士與祁文博先生會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    ("祁文博先生率領的代表團到訪佛山。", "visit done - [祁文博 participant] @ 佛山市"),
    ("代表團由黃美芬女士率領，訪問珠海。", "visit done - [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士會見祁文博先生和佛山潮汐委員會的代表。",
        "meeting done - [佛山潮汐委員會 participant, 祁文博 participant, 黃美芬 participant] | "
        "佛山潮汐委員會 met 黃美芬; 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與總部設於珠海的佛山潮汐委員會會面。",
        "meeting done - [佛山潮汐委員會 participant, 黃美芬 participant] | 佛山潮汐委員會 met 黃美芬",
    ),
    (
        "黃美芬女士與坐落於珠海的佛山潮汐委員會會面。",
        "meeting done - [佛山潮汐委員會 participant, 黃美芬 participant] | 佛山潮汐委員會 met 黃美芬",
    ),
    ("黃美芬女士出席設於珠海的明珠論壇。", "conference done - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士出席多場餐會和交流會。", "nothing"),
    (
        "黃美芬女士訪問珠海等內地城市，以及葡萄牙等海外國家。",
        "visit done - [黃美芬 participant] @ 珠海市 | visit done - [黃美芬 participant] @ 葡萄牙",
    ),
    (
        "黃美芬女士訪問珠海等內地城市，並與祁文博先生會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "visit done - [黃美芬 participant] @ 珠海市 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士會見佛山潮汐委員會等機構及祁文博先生。",
        "meeting done - [佛山潮汐委員會 participant, 祁文博 participant, 黃美芬 participant] | "
        "佛山潮汐委員會 met 黃美芬; 祁文博 met 黃美芬",
    ),
    ("黃美芬女士分別與葡萄牙、西班牙和佛山潮汐委員會領袖會面。", "nothing"),
    (
        "黃美芬女士與佛山潮汐委員會和佛山燈籠委員會領袖會面。",
        "meeting done - [佛山潮汐委員會 participant, 佛山燈籠委員會 participant, 黃美芬 participant] | "
        "佛山潮汐委員會 met 黃美芬; 佛山燈籠委員會 met 黃美芬",
    ),
    (
        "黃美芬女士出席明珠論壇與新年晚宴。",
        "conference done - [黃美芬 participant] | other done - [黃美芬 participant]",
    ),
    (
        "黃美芬女士出席佛山潮汐委員會人員與嘉賓座談會。",
        "meeting done - [佛山潮汐委員會 organiser, 黃美芬 participant]",
    ),
    (
        "黃美芬女士出席明珠論壇與祁文博先生會面。",
        "conference done - [黃美芬 participant] | "
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與祁文博先生分別訪問珠海和佛山。",
        "visit done - [祁文博 participant] @ 佛山市 | visit done - [黃美芬 participant] @ 珠海市",
    ),
    (
        "黃美芬女士訪問珠海，市長祁文博陪同，參觀珍珠潮汐研究院。",
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 org:holds 市長",
    ),
    (
        "黃美芬女士在祁文博先生陪同下參觀珍珠潮汐研究院。",
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院",
    ),
    ("黃美芬女士取消訪問珠海。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定訪問珠海，但行程取消。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定到佛山的訪問已經取消。", "visit cancelled - [黃美芬 participant] @ 佛山市"),
    ("黃美芬女士對珠海的訪問已取消。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士訪問珠海的行程取消。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定訪問珠海，因天氣取消。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定明日訪問珠海，因天氣關係取消。", "visit cancelled 2024-05-04 [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定明日前往珠海，因天氣關係取消。", "visit cancelled 2024-05-04 [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定明日訪問珠海，因天氣關係延期。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士原定五月四日訪問珠海，因天氣惡劣，行程延期。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士將訪問珠海，並宣布取消收費。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士將訪問珠海，收費取消。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士訪問珠海，取消收費。", "visit done - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士取消收費。", "nothing"),
    ("黃美芬女士未能前往珠海。", "nothing"),
    ("黃美芬女士未有訪問珠海。", "nothing"),
    ("黃美芬女士讚揚祁文博先生訪問珠海。", "nothing"),
    ("旅客紛紛到訪珠海。", "nothing"),
    (
        "珠海國際燈籠論壇今日（五月三日）在珠海舉行，由黃美芬女士主持。",
        "conference done 2024-05-03 [黃美芬 chair] @ 珠海市",
    ),
    (
        "珠海國際燈籠論壇由珠海燈籠管理局主辦，黃美芬女士出席並致辭。",
        "conference done - [珠海燈籠管理局 organiser, 黃美芬 speaker]",
    ),
    ("出席珠海國際燈籠論壇的嘉賓不多。", "nothing"),
    (
        "上周五，黃美芬女士與祁文博先生會面。",
        "meeting done 2024-04-26 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士上周五與祁文博先生會面。",
        "meeting done 2024-04-26 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士周四出任潮汐局局長。",
        "appointment planned 2024-05-09 [黃美芬 participant] | 黃美芬 org:holds 潮汐局局長",
    ),
    ("黃美芬女士將於周三出席珍珠燈籠論壇。", "conference planned 2024-05-08 [黃美芬 participant]"),
    (
        "由珠海燈籠管理局主辦的珍珠燈籠論壇將於星期六舉行。",
        "conference planned 2024-05-04 [珠海燈籠管理局 organiser]",
    ),
    (
        "黃美芬女士29日會見了祁文博先生。",
        "meeting done 2024-04-29 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    ("黃美芬女士將於29日訪問珠海。", "visit planned 2024-05-29 [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士明日前往佛山，周一出席珍珠燈籠論壇。她周三、周四與祁文博先生會面。",
        "conference planned 2024-05-06 [黃美芬 participant] @ 佛山市 | "
        "meeting planned 2024-05-08 [祁文博 participant, 黃美芬 participant] | "
        "visit planned 2024-05-04 [黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士明日前往佛山。她周三出席了珍珠燈籠論壇。",
        "conference done 2024-05-01 [黃美芬 participant] | visit planned 2024-05-04 [黃美芬 participant] @ 佛山市",
    ),
    ("黃美芬女士周三出席珍珠燈籠論壇。", "conference done 2024-05-01 [黃美芬 participant]"),
    ("黃美芬女士日前訪問珠海。", "visit done - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士三年前訪問珠海。", "visit done 2021 [黃美芬 participant] @ 珠海市"),
    (
        "佛山市委副書記、市長祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 中共佛山市委副書記; 祁文博 org:holds 佛山市市長",
    ),
    (
        "廣東省委書記祁文博、省長黃美芬會見潘霖先生。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 祁文博; 潘霖 met 黃美芬 | "
        "祁文博 org:holds 中共廣東省委書記; 黃美芬 org:holds 廣東省省長",
    ),
    (
        "佛山市委副書記、代市長祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 中共佛山市委副書記; 祁文博 org:holds 佛山市市長",
    ),
    (
        "黃美芬女士與潮汐局局長潘霖和會面。",  # whose given name ends in 和
        "meeting done - [潘霖和 participant, 黃美芬 participant] | 潘霖和 met 黃美芬 | 潘霖和 org:holds 潮汐局局長",
    ),
    (
        "黃美芬女士與潮汐局局長潘霖和祁文博先生會面。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 黃美芬; 祁文博 met 黃美芬 | 潘霖 org:holds 潮汐局局長",
    ),
    ("廣東省委常委、市長祁文博發言。", "祁文博 org:holds 中共廣東省委常委; 祁文博 org:holds 市長"),
    ("廣東省委書記祁文博、市長潘霖發言。", "潘霖 org:holds 市長; 祁文博 org:holds 中共廣東省委書記"),
    (
        "佛山市委副書記、市長祁文博和副市長潘霖發言。",
        "潘霖 org:holds 佛山市副市長; 祁文博 org:holds 中共佛山市委副書記; 祁文博 org:holds 佛山市市長",
    ),
    (
        "潮汐局副局長潘霖、燈籠監察廳廳長黃美芬及燈籠保護處處長祁文博發言。",
        "潘霖 org:holds 潮汐局副局長; 祁文博 org:holds 潮汐局燈籠保護處處長; 黃美芬 org:holds 潮汐局燈籠監察廳廳長",
    ),
    (
        "潮汐局主席潘霖、燈籠保護處處長祁文博發言。",
        "潘霖 org:holds 潮汐局主席; 祁文博 org:holds 燈籠保護處處長",
    ),
    (
        "潮汐局局長潘霖、消防處處長祁文博發言。",
        "潘霖 org:holds 潮汐局局長; 祁文博 org:holds 消防處處長",
    ),
    ("代表祁文博簽署《燈籠安全框架協議》。", "agreement done - []"),
    (
        "佛山市政協主席潘霖、市人大常委會主任祁文博發言。",
        "佛山市人大常委會 org:subOrganizationOf 佛山市人大; 潘霖 org:holds 佛山市政協主席; "
        "祁文博 org:holds 佛山市人大常委會主任",
    ),
    (
        "佛山市副市長、燈籠局局長祁文博發言。",
        "祁文博 org:holds 佛山市副市長; 祁文博 org:holds 佛山市燈籠局局長",
    ),
    (
        "佛山市副市長潘霖、燈籠局局長祁文博發言。",  # of which city, nobody says
        "潘霖 org:holds 佛山市副市長; 祁文博 org:holds 燈籠局局長",
    ),
    ("法國駐香港及澳門總領事祁文博發言。", "祁文博 org:holds 法國駐香港及澳門總領事"),
    ("馬來西亞投資、貿易及工業部長祁文博發言。", "祁文博 org:holds 馬來西亞投資、貿易及工業部長"),
    ("潮汐局局長潘霖、海濱分局局長祁文博發言。", "潘霖 org:holds 潮汐局局長; 祁文博 org:holds 局長"),
    (
        "潮汐局總工程師（供水）潘霖及總工程師（渠務）祁文博發言。",
        "潘霖 org:holds 潮汐局總工程師（供水）; 祁文博 org:holds 潮汐局總工程師（渠務）",
    ),
    (
        "黃美芬女士聯同祁文博先生、潘霖先生等嘉賓主持燈籠典禮。",
        "ceremony done - [潘霖 host, 祁文博 host, 黃美芬 host]",
    ),
    (
        "祁文博先生、潘霖先生等官員會見黃美芬女士。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | 潘霖 met 黃美芬; 祁文博 met 黃美芬",
    ),
    ("祁文博先生等學者的學生訪問佛山。", "nothing"),
    (
        "黃美芬女士與多位嘉賓出席燈籠典禮，包括祁文博先生、潘霖先生。",
        "ceremony done - [潘霖 participant, 祁文博 participant, 黃美芬 participant]",
    ),
    (
        "多位嘉賓出席燈籠典禮，包括祁文博先生、潘霖先生。",
        "ceremony done - [潘霖 participant, 祁文博 participant]",
    ),
    (
        "黃美芬女士會見多位官員，包括祁文博先生。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與多位嘉賓會見多位官員，包括祁文博先生。",  # of whom he is one, nobody says
        "nothing",
    ),
    (
        "黃美芬女士今日出席燈籠論壇。論壇講者包括祁文博先生。",
        "conference done 2024-05-03 [祁文博 speaker, 黃美芬 participant]",
    ),
    ("王局長出席燈籠典禮。", "nothing"),
    (
        "潮汐大學校長祁文博、海濱大學副校長潘霖發言。",  # of a university whose name is made of common words
        "潘霖 org:holds 副校長; 祁文博 org:holds 潮汐大學校長",
    ),
    (
        "王局長（潮汐局局長祁文博）出席燈籠典禮。",
        "ceremony done - [祁文博 participant] | 祁文博 org:holds 潮汐局局長",
    ),
    (
        "潮汐辦事處一級助理館長（教育活動）祁文博及二級助理館長（展覽及宣傳）黃美芬分別介紹展品。",
        "祁文博 org:holds 潮汐辦事處一級助理館長（教育活動）; 黃美芬 org:holds 潮汐辦事處二級助理館長（展覽及宣傳）",
    ),
    (
        "海濱劇院院長潘霖和總監祁文博訪問佛山。",
        "visit done - [潘霖 participant, 祁文博 participant] @ 佛山市 | "
        "潘霖 org:holds 海濱劇院院長; 祁文博 org:holds 海濱劇院總監",
    ),
    (
        "由潘霖擔任藝術總監，珠海戲劇學院講師祁文博擔任導演。",
        "祁文博 org:holds 導演; 祁文博 org:holds 珠海戲劇學院講師",
    ),
    (
        "海濱舞蹈團團長潘霖、藝術總監祁文博訪問佛山。",
        "visit done - [潘霖 participant, 祁文博 participant] @ 佛山市 | 潘霖 org:holds 海濱舞蹈團團長; 祁文博 org:holds 海濱舞蹈團藝術總監",
    ),
    (
        "佛山市代市長祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬 | 祁文博 org:holds 佛山市市長",
    ),
    ("保安局局長向記者表示，燈籠安全。", "nothing"),
    (
        "黃美芬女士後接替祁文博先生出任潮汐局局長。",
        "appointment done - [黃美芬 participant] | 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "市長祁文博4月29日在市行政中心會見黃美芬女士一行。",
        "meeting done 2024-04-29 [祁文博 participant, 黃美芬 participant] @ 市行政中心 | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 市長",
    ),
    (
        "《燈籠安全框架協議》由祁文博先生和潘霖先生，分別代表珠海燈籠管理局和佛山潮汐委員會簽署。",
        "agreement done - [佛山潮汐委員會 party, 潘霖 signatory for 佛山潮汐委員會, 珠海燈籠管理局 party, 祁文博 signatory for 珠海燈籠管理局] | "
        "signing done - [潘霖 signatory for 佛山潮汐委員會, 祁文博 signatory for 珠海燈籠管理局]",
    ),
    (
        "黃美芬女士在簽署《燈籠安全框架協議》前，與祁文博先生會面。",
        "agreement done - [黃美芬 signatory] | "
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "signing done - [黃美芬 signatory] | "
        "祁文博 met 黃美芬",
    ),
    (
        "在簽署《燈籠安全框架協議》前，黃美芬女士與祁文博先生會面。",
        "agreement done - [] | meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    ("黃美芬女士見證三份合作文件的簽署。", "signing done - [黃美芬 witness]"),
    ("潮汐局將成立燈籠工作小組。", "潮汐局 gba:establishes 燈籠工作小組"),
    ("根據《燈籠安全框架協議》，燈籠工作小組將成立。", "燈籠安全框架協議 gba:establishes 燈籠工作小組"),
    ("潮汐委員會於二○一九年成立，轄下設有燈籠工作小組。", "燈籠工作小組 org:subOrganizationOf 潮汐委員會"),
    ("黃美芬女士與與會者交流。", "nothing"),
    ("發言人說，燈籠安全。", "nothing"),
    ("貨物抵達珠海。", "nothing"),
    (
        "黃美芬女士就燈籠安全與祁文博先生交換意見。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    ("黃美芬女士設午宴款待祁文博先生。", "other done - [祁文博 participant, 黃美芬 host]"),
    ("黃美芬女士明日（五月四日）結束珠海的訪問行程。", "visit done 2024-05 [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士出席燈籠論壇。是次論壇由潮汐局主辦。",
        "conference done - [潮汐局 organiser, 黃美芬 participant]",
    ),
    ("潮汐局主辦是次展覽。", "nothing"),
    (
        "黃美芬女士將會見祁文博先生。",
        "meeting planned - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    ("四個城市的代表將燈籠送回珠海，並在佛山舉行點燈儀式。", "nothing"),
    ("前往珠海的巴士服務暫停。", "nothing"),
    ("前往珠海的黃美芬女士表示歡迎。", "visit done - [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士出席記者會。一同出席記者會的祁文博先生提醒市民留意。",
        "conference done - [祁文博 participant, 黃美芬 participant]",
    ),
    ("黃美芬女士在珍珠燈籠論壇上作總結發言。", "conference done - [黃美芬 speaker]"),
    (
        "黃美芬女士出席珍珠燈籠論壇。祁文博先生在主題演講中表示，燈籠安全。",
        "conference done - [祁文博 speaker, 黃美芬 participant]",
    ),
    (
        "黃美芬女士出席珍珠燈籠論壇。祁文博先生於專題討論中闡述燈籠政策。",
        "conference done - [祁文博 speaker, 黃美芬 participant]",
    ),
    ("黃美芬女士作出決定。", "nothing"),
    ("黃美芬女士出席珠海燈籠管理局成員對話。", "meeting done - [珠海燈籠管理局 organiser, 黃美芬 participant]"),
    (
        "黃美芬女士出席珍珠燈籠論壇，與學生對話。",
        "conference done - [黃美芬 participant] | meeting done - [黃美芬 participant]",
    ),
    (
        "珠海燈籠管理局聯同漁會、佛山潮汐委員會舉行消防演習。",
        "other done - [佛山潮汐委員會 organiser, 珠海燈籠管理局 organiser]",
    ),
    (
        "由珠海燈籠管理局主辦、佛山潮汐委員會協辦的珍珠燈籠論壇將於五月八日在珠海舉行。",
        "conference planned 2024-05-08 [佛山潮汐委員會 organiser, 珠海燈籠管理局 organiser] @ 珠海市",
    ),
    (
        "珍珠燈籠論壇由珠海燈籠管理局主辦、佛山潮汐委員會協辦，今日（五月三日）在珠海舉行。",
        "conference done 2024-05-03 [佛山潮汐委員會 organiser, 珠海燈籠管理局 organiser] @ 珠海市",
    ),
    ("珠海燈籠管理局今（3）日舉行新聞發佈會。", "conference done 2024-05-03 [珠海燈籠管理局 organiser]"),
    ("珠海燈籠管理局今（4）日舉行新聞發佈會。", "conference done - [珠海燈籠管理局 organiser]"),
    (
        "黃美芬女士與珠海燈籠管理局總裁格奧爾基耶娃會面。",
        "meeting done - [格奧爾基耶娃 participant, 黃美芬 participant] | "
        "格奧爾基耶娃 met 黃美芬 | "
        "格奧爾基耶娃 org:holds 珠海燈籠管理局總裁",
    ),
    ("黃美芬女士與珠海燈籠管理局總裁明日會面。", "nothing"),
    ("黃美芬女士明日（五月四日）赴京訪問。", "visit planned 2024-05-04 [黃美芬 participant] @ 北京市"),
    (
        "祁文博先生訪港期間與黃美芬女士會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done - [祁文博 participant] @ 香港特別行政區 | "
        "祁文博 met 黃美芬",
    ),
    ("黃美芬女士今日（五月三日）完成四日訪京行程。", "visit done 2024-05-03 [黃美芬 participant] @ 北京市"),
    (
        "祁文博先生率代表團訪港，今日（五月三日）與黃美芬女士會面。",
        "meeting done 2024-05-03 [祁文博 participant, 黃美芬 participant] | "
        "visit done 2024-05-03 [祁文博 participant] @ 香港特別行政區 | "
        "祁文博 met 黃美芬",
    ),
    ("旅客訪港人數上升。", "nothing"),
    (
        "黃美芬女士參觀當地的珍珠潮汐研究院，並與祁文博先生舉行會議。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    ("黃美芬女士參觀的珍珠潮汐研究院規模甚大。", "visit done - [黃美芬 participant] @ 珍珠潮汐研究院"),
    ("祁文博先生設宴歡迎海外嘉賓。", "other done - [祁文博 host]"),
    ("大會邀請祁文博先生出席珍珠燈籠論壇。", "conference done - [祁文博 participant]"),
    ("黃美芬女士邀請祁文博先生出席珍珠燈籠論壇。", "nothing"),
    ("黃美芬女士表示，她將訪問珠海。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士表示，祁文博先生將訪問珠海。", "nothing"),
    (
        "黃美芬女士代表珠海燈籠管理局與祁文博先生簽署《燈籠安全協議》。",
        "agreement done - [珠海燈籠管理局 party, 祁文博 signatory, 黃美芬 signatory for 珠海燈籠管理局] | "
        "signing done - [祁文博 signatory, 黃美芬 signatory for 珠海燈籠管理局]",
    ),
    (
        "珠海燈籠管理局與佛山潮汐委員會簽署《燈籠安全協議》，由黃美芬女士見證。",
        "agreement done - [佛山潮汐委員會 party, 珠海燈籠管理局 party, 黃美芬 witness] | "
        "signing done - [佛山潮汐委員會 signatory, 珠海燈籠管理局 signatory, 黃美芬 witness]",
    ),
    (
        "黃美芬女士與祁文博先生見證兩校簽署《燈籠安全協議》。",
        "agreement done - [祁文博 witness, 黃美芬 witness] | signing done - [祁文博 witness, 黃美芬 witness]",
    ),
    (
        "珠海燈籠管理局與佛山潮汐委員會簽署《燈籠安全協議》，成立聯合實驗室。",
        "agreement done - [佛山潮汐委員會 party, 珠海燈籠管理局 party] | "
        "signing done - [佛山潮汐委員會 signatory, 珠海燈籠管理局 signatory]",
    ),
    (
        "珠海與佛山潮汐委員會簽署《燈籠安全協議》，黃美芬女士、祁文博先生出席簽約儀式。",
        "agreement done - [佛山潮汐委員會 party] | "
        "signing done - [佛山潮汐委員會 signatory, 祁文博 participant, 黃美芬 participant]",
    ),
    (
        "黃美芬女士與祁文博先生會面，雙方並簽署《燈籠安全協議》。",
        "agreement done - [祁文博 signatory, 黃美芬 signatory] | "
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "signing done - [祁文博 signatory, 黃美芬 signatory] | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士在祁文博先生陪同下參觀珍珠潮汐研究院，並與何國華先生會面。",
        "meeting done - [何國華 participant, 祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "何國華 met 祁文博; 何國華 met 黃美芬",
    ),
    (
        "黃美芬女士在珠海與率領代表團訪港的祁文博先生會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "visit done - [祁文博 participant] @ 香港特別行政區 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士由祁文博先生陪同，參觀珍珠潮汐研究院。",
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院",
    ),
    (
        "珠佛潮汐合作聯席會議昨日（五月二日）在佛山召開，黃美芬女士出席會議並講話。",
        "meeting done 2024-05-02 [珠佛潮汐合作聯席會議 organiser, 黃美芬 participant] @ 佛山市",
    ),
    ("黃美芬女士出席珠海燈籠管理局與佛山潮汐委員會的交流會。", "conference done - [黃美芬 participant]"),
    (
        "黃美芬女士出席兩場餐會，包括由珠海燈籠管理局舉辦的午餐會，以及由佛山潮汐委員會舉辦的珠海燈籠晚宴。",
        "other done - [佛山潮汐委員會 organiser, 黃美芬 participant] | "
        "other done - [珠海燈籠管理局 organiser, 黃美芬 participant]",
    ),
    (
        "黃美芬女士出席由佛山潮汐委員會主辦的明珠論壇，以及與祁文博先生會面。",
        "conference done - [佛山潮汐委員會 organiser, 黃美芬 participant] | "
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士出席在佛山舉行的2024年佛山潮汐委員會燈籠改革部長會議。",
        "meeting done 2024 [佛山潮汐委員會 organiser, 黃美芬 participant] @ 佛山市",
    ),
    (
        "黃美芬女士出席財政部長及燈籠部長聯合會議和燈籠部長會議。",
        "meeting done - [黃美芬 participant] | meeting done - [黃美芬 participant]",
    ),
    (
        "黃美芬女士與佛山市市長祁文博會議後訪問珠海。",
        "visit done - [黃美芬 participant] @ 珠海市 | 祁文博 org:holds 佛山市市長",
    ),
    (
        "黃美芬女士訪問珠海，其後在珍珠潮汐中學與學生會面，並參觀校園。",
        "meeting done - [黃美芬 participant] @ 珍珠潮汐中學 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐中學 | "
        "visit done - [黃美芬 participant] @ 珠海市",
    ),
    (
        "黃美芬女士訪問珠海。她參觀校園。",
        "visit done - [黃美芬 participant] @ 珠海市",
    ),
    (
        "黃美芬女士五月二日結束葡萄牙波爾圖的訪問行程。她五月二日轉往波爾圖，參觀珍珠潮汐研究院。",
        "visit done 2024-05-02 [黃美芬 participant] @ 波爾圖, 葡萄牙 | "
        "visit done 2024-05-02 [黃美芬 participant] @ 珍珠潮汐研究院",
    ),
    (
        "黃美芬女士五月二日結束葡萄牙波爾圖的訪問行程。她五月二日轉往里斯本，參觀珍珠潮汐研究院。",
        "visit done 2024-05-02 [黃美芬 participant] @ 波爾圖, 葡萄牙 | "
        "visit done 2024-05-02 [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "visit done 2024-05-02 [黃美芬 participant] @ 里斯本",
    ),
    ("佛山潮汐學院舉辦的燈籠實務培訓班今日正式展開。", "other done 2024-05-03 [佛山潮汐學院 organiser]"),
    ("佛山潮汐學院舉辦多個培訓班。", "nothing"),
    ("由珠海燈籠管理局舉辦的珠海燈籠展覽正在佛山公園展出。", "conference done - [珠海燈籠管理局 organiser] @ 佛山公園"),
    ("展覽展出三百盞燈籠。", "nothing"),
    ("黃美芬女士主持珍珠燈籠論壇開幕儀式。", "ceremony done - [黃美芬 host]"),
    (
        "黃美芬女士會見祁文博先生後，率隊赴珠海考察。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done - [黃美芬 participant] @ 珠海市 | "
        "祁文博 met 黃美芬",
    ),
    (
        "珍珠燈籠論壇昨日（五月二日）在珠海舉行，黃美芬女士擔任主禮嘉賓。",
        "conference done 2024-05-02 [黃美芬 participant] @ 珠海市",
    ),
    ("黃美芬女士訪問珠海，祁文博先生列席。", "visit done - [黃美芬 participant] @ 珠海市"),
    (
        "珠海燈籠管理局與佛山潮汐委員會進行聯合演練。",
        "other done - [佛山潮汐委員會 organiser, 珠海燈籠管理局 organiser]",
    ),
    ("黃美芬女士訪問珠海期間，祁文博先生將署理局長職務。", "祁文博 org:holds 局長"),
    ("祁文博先生離港期間，黃美芬女士署任潮汐局局長。", "黃美芬 org:holds 潮汐局局長"),
    (
        "以下是潮汐局局長黃美芬在網誌發表的文章：\n我昨日（五月二日）出席珍珠燈籠論壇。",
        "conference done 2024-05-02 [黃美芬 participant] | 黃美芬 org:holds 潮汐局局長",
    ),
    ("以下是潮汐局局長黃美芬在網誌發表的文章：\n我出席珍珠燈籠論壇。", "黃美芬 org:holds 潮汐局局長"),
    (
        "黃美芬女士訪問珠海。上午，她與祁文博先生會面。",
        "meeting done 2024-05-03 [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "visit done 2024-05-03 [黃美芬 participant] @ 珠海市 | "
        "祁文博 met 黃美芬",
    ),
    ("保安局局長向學員致辭。", "nothing"),
    (
        "保安局局長向玉蘭會見黃美芬女士。",
        "meeting done - [向玉蘭 participant, 黃美芬 participant] | 向玉蘭 met 黃美芬 | 向玉蘭 org:holds 保安局局長",
    ),
    (
        "署理潮汐局局長（祁文博）訪問珠海。",
        "visit done - [祁文博 participant] @ 珠海市 | 祁文博 org:holds 潮汐局局長",
    ),
    ("潮汐局局長（左二）訪問珠海。", "nothing"),
    (
        "黃美芬女士會見潘霖、祁文博及王乾坤等人。",
        "meeting done - [潘霖 participant, 王乾坤 participant, 祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 黃美芬; 王乾坤 met 黃美芬; 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士參觀花城、金灣和沙田等地。",
        "visit done - [黃美芬 participant] @ 沙田區 | visit done - [黃美芬 participant] @ 金灣區",
    ),
    (
        "佛山市市長祁文博4月29日在佛山會見黃美芬一行。",
        "meeting done 2024-04-29 [祁文博 participant, 黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 佛山市市長",
    ),
    ("佛山市市長祁文博會見傳媒。", "祁文博 org:holds 佛山市市長"),
    ("黃美芬女士出席明日的燈籠安全展覽開幕禮。", "ceremony planned 2024-05-04 [黃美芬 participant]"),
    ("黃美芬女士出席2024年5月2日國際燈籠論壇。", "conference done 2024-05-02 [黃美芬 participant]"),
    (
        "黃美芬女士與祁文博先生簽署了“燈籠安全合作備忘錄”。",
        "agreement done - [祁文博 signatory, 黃美芬 signatory] | signing done - [祁文博 signatory, 黃美芬 signatory]",
    ),
    ("黃美芬女士談及「燈籠協議」。", "nothing"),
    ("祁文博先生是珍珠投資基金的有限合夥人。", "nothing"),
    (
        "珍珠投資公司有限合夥人祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 珍珠投資公司有限合夥人",
    ),
    (
        "黃美芬女士訪問中聯辦教育科技部。",
        "visit done - [黃美芬 participant] @ 中聯辦教育科技部 | "
        "中聯辦教育科技部 org:subOrganizationOf 中央人民政府駐香港特別行政區聯絡辦公室",
    ),
    ("黃美芬女士訪問教育局。", "visit done - [黃美芬 participant] @ 教育局"),
    (
        "潮汐局局長黃美芬早前訪問珠海，今日（五月三日）向傳媒介紹行程。",
        "visit done - [黃美芬 participant] @ 珠海市 | 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "潮汐局局長黃美芬今日（五月三日）說，去年曾與祁文博先生會面。",
        "meeting done 2023 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬 | 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "潮汐局局長黃美芬去年曾訪問珠海，今次再度率團到訪佛山。",
        "visit done - [黃美芬 participant] @ 佛山市 | "
        "visit done 2023 [黃美芬 participant] @ 珠海市 | "
        "黃美芬 org:holds 潮汐局局長",
    ),
    (
        "潮汐局局長黃美芬與海洋園主席祁文博會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 海洋園主席; 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "潮汐局局長黃美芬與副局長祁文博會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 潮汐局副局長; 黃美芬 org:holds 潮汐局局長",
    ),
    ("黃美芬女士今日（五月三日）向珠海燈籠管理局匯報訪問成果。", "nothing"),
    (
        "潮汐局代局長黃美芬訪問珠海。",
        "visit done - [黃美芬 participant] @ 珠海市 | 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "珠海市消費者委員會主席祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 珠海市消費者委員會主席",
    ),
    (
        "香港消費者委員會主席祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 消費者委員會主席",
    ),
    ("黃美芬女士出席五月八日國際燈籠論壇。", "conference planned 2024-05-08 [黃美芬 participant]"),
    (
        "潮汐局局長黃美芬將於六月一日退休，由潮汐局副局長祁文博接任。",
        "appointment planned 2024-06-01 [黃美芬 participant] | "
        "祁文博 org:holds 潮汐局副局長; 祁文博 org:holds 潮汐局局長; 黃美芬 org:holds 潮汐局局長",
    ),
    ("潮汐局局長由祁文博先生接任。", "nothing"),
    ("檢閱官為前潮汐局局長黃美芬女士。", "黃美芬 org:holds 潮汐局局長"),
    ("檢閱官為潮汐局局長黃美芬。", "黃美芬 org:holds 潮汐局局長"),
    ("主講者是前潮汐局局長黃美芬。", "黃美芬 org:holds 潮汐局局長"),
    (
        "黃美芬女士訪問珍珠潮汐集團。她參觀珍珠潮汐集團股份有限公司。",
        "visit done - [黃美芬 participant] @ 珍珠潮汐集團 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐集團股份有限公司",
    ),
    (
        "黃美芬女士訪問珍珠潮汐集團。她參觀珍珠潮汐集團研究院。",
        "visit done - [黃美芬 participant] @ 珍珠潮汐集團 | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐集團研究院 | "
        "珍珠潮汐集團研究院 org:subOrganizationOf 珍珠潮汐集團",
    ),
    ("珠海燈籠管理局逢星期六在珠海舉辦燈籠展覽。", "nothing"),
    ("珠海燈籠管理局星期五在珠海舉辦燈籠展覽。", "conference done 2024-05-03 [珠海燈籠管理局 organiser] @ 珠海市"),
    ("珠海燈籠管理局每年舉辦珍珠燈籠論壇。", "nothing"),
    ("黃美芬女士出席每年一度的珍珠燈籠論壇。", "conference done - [黃美芬 participant]"),
    ("黃美芬女士訪問珠海，雙方定期舉行會議。", "visit done - [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士五月六日啟程前往佛山，出席珍珠燈籠論壇。",
        "conference planned 2024-05 [黃美芬 participant] @ 佛山市 | "
        "visit planned 2024-05-06 [黃美芬 participant] @ 佛山市",
    ),
    (
        "黃美芬女士五月六日啟程前往佛山，五月八日出席珍珠燈籠論壇。",
        "conference planned 2024-05-08 [黃美芬 participant] @ 佛山市 | "
        "visit planned 2024-05-06 [黃美芬 participant] @ 佛山市",
    ),
    (
        "黃美芬女士五月六日前往佛山，出席珍珠燈籠論壇。",
        "conference planned 2024-05-06 [黃美芬 participant] @ 佛山市 | "
        "visit planned 2024-05-06 [黃美芬 participant] @ 佛山市",
    ),
    (
        "黃美芬女士訪問佛山，與當地教育局局長祁文博會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 佛山市 | "
        "visit done - [黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士訪問佛山，會見該市消費者委員會主席祁文博。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 佛山市 | "
        "visit done - [黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬",
    ),
    ("黃美芬女士訪問佛山，參觀當地教育局。", "visit done - [黃美芬 participant] @ 佛山市"),
    (
        "黃美芬女士訪問佛山，與當地市長祁文博會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 佛山市 | "
        "visit done - [黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 市長",
    ),
    (
        "黃美芬女士訪問潮汐局，與其副局長祁文博會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 潮汐局 | "
        "visit done - [黃美芬 participant] @ 潮汐局 | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 潮汐局副局長",
    ),
    ("黃美芬女士的珠海之行取消。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士的珠海之行押後。", "visit planned - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士的珠海之行獲好評。", "nothing"),
    ("潮汐局取消祁文博先生的珠海之行。", "visit cancelled - [祁文博 participant] @ 珠海市"),
    ("黃美芬女士將於五月九日訪問珠海。珠海之行取消。", "visit cancelled 2024-05-09 [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士明日的珠海之行今日取消。", "visit cancelled 2024-05-04 [黃美芬 participant] @ 珠海市"),
    (
        "原定於五月八日舉行的珠佛潮汐合作聯席會議延期至六月舉行。",
        "meeting planned 2024-06 [珠佛潮汐合作聯席會議 organiser]",
    ),
    (
        "原定於五月八日舉行的珠佛潮汐合作聯席會議取消。",
        "meeting cancelled 2024-05-08 [珠佛潮汐合作聯席會議 organiser]",
    ),
    ("黃美芬女士取消前往珠海的行程。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士取消前往珠海的航班。", "nothing"),
    ("黃美芬女士取消明日訪問珠海。", "visit cancelled 2024-05-04 [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士昨日取消訪問珠海。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士取消原定明日前往珠海的行程。", "visit cancelled 2024-05-04 [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士取消明日與祁文博先生的會面。",
        "meeting cancelled 2024-05-04 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    ("黃美芬女士取消對珠海的訪問。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    ("黃美芬女士取消珠海之行，改為與祁文博先生會面。", "visit cancelled - [黃美芬 participant] @ 珠海市"),
    (
        "黃美芬女士與祁文博先生會面，二人其後參觀珍珠潮汐研究院。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與祁文博先生會面。二人其後參觀珍珠潮汐研究院。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done - [祁文博 participant, 黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士、祁文博先生及潘霖先生會面。二人其後參觀珍珠潮汐研究院。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 祁文博; 潘霖 met 黃美芬; 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與祁文博先生會面。潘霖先生會見二人。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | "
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 祁文博; 潘霖 met 黃美芬; 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士與祁文博先生討論燈籠安全並參觀珍珠潮汐研究院。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done - [黃美芬 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    (
        "潮汐局局長周三福周三訪問珠海。",
        "visit done 2024-05-01 [周三福 participant] @ 珠海市 | 周三福 org:holds 潮汐局局長",
    ),
    ("潮汐局局長周三赴佛山訪問。", "nothing"),
    ("潮汐局局長周三會見祁文博先生。", "nothing"),
    (
        "黃美芬女士會見珠海市文化、體育及旅遊局局長祁文博。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 珠海市文化、體育及旅遊局局長",
    ),
    (
        "組織、資訊及資源管理廳廳長祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 組織、資訊及資源管理廳廳長",
    ),
    (
        "潘霖先生、燈籠及潮汐局局長祁文博會見黃美芬女士。",
        "meeting done - [潘霖 participant, 祁文博 participant, 黃美芬 participant] | "
        "潘霖 met 黃美芬; 祁文博 met 黃美芬 | "
        "祁文博 org:holds 燈籠及潮汐局局長",
    ),
    (
        "黃美芬女士會見潮汐局、燈籠及旅遊局局長祁文博。",
        "meeting done - [潮汐局 participant, 祁文博 participant, 黃美芬 participant] | "
        "潮汐局 met 黃美芬; 祁文博 met 黃美芬 | "
        "祁文博 org:holds 燈籠及旅遊局局長",
    ),
    ("潮汐局局長黃美芬今年訪問珠海。", "visit done 2024 [黃美芬 participant] @ 珠海市 | 黃美芬 org:holds 潮汐局局長"),
    (
        "市長祁文博上周會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬 | 祁文博 org:holds 市長",
    ),
    ("局長上周訪問珠海。", "nothing"),
    (
        "黃美芬女士訪問珠海。林先生參觀珍珠潮汐研究院，出席珍珠燈籠論壇。",
        "visit done - [黃美芬 participant] @ 珠海市",
    ),
    (
        "黃美芬女士拜會潮汐局局長祁文博；兩人去年十月在珠海首次會面。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "meeting done 2023-10 [祁文博 participant, 黃美芬 participant] @ 珠海市 | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 潮汐局局長",
    ),
    (
        "香洲區區長曾可為，黃美芬女士訪問珠海。",
        "visit done - [黃美芬 participant] @ 珠海市 | 曾可為 org:holds 香洲區區長",
    ),
    (
        "黃美芬女士會見潮汐局局長潘霖和燈籠局局長。",
        "meeting done - [潘霖 participant, 黃美芬 participant] | 潘霖 met 黃美芬 | 潘霖 org:holds 潮汐局局長",
    ),
    (
        "潮汐局局長黃美芬昨（2）日訪問珠海。",
        "visit done 2024-05-02 [黃美芬 participant] @ 珠海市 | 黃美芬 org:holds 潮汐局局長",
    ),
    ("廣東省領導祁文博、潘霖，黃美芬女士出席珍珠燈籠論壇。", "conference done - [黃美芬 participant]"),
    (
        "黃美芬女士率代表團訪問佛山。祁文博先生會見代表團主要成員。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 佛山市 | "
        "visit done - [黃美芬 participant] @ 佛山市 | "
        "祁文博 met 黃美芬",
    ),
    ("黃美芬女士率代表團訪問佛山。祁文博先生會見商會主要成員。", "visit done - [黃美芬 participant] @ 佛山市"),
    ("黃美芬女士表示，到2035年佛山將建成高水平門戶。", "nothing"),
    ("黃美芬女士2035年將到佛山。", "visit planned 2035 [黃美芬 participant] @ 佛山市"),
    (
        "尊敬的施展鵬主席（燈籠總會主席）、潘霖副主任（潮汐局副主任）、各位嘉賓：",
        "施展鵬 org:holds 燈籠總會主席; 潘霖 org:holds 潮汐局副主任",
    ),
    ("黃美芬女士對祁文博先生訪問珠海表示歡迎。", "nothing"),
    ("黃美芬女士代表市委、市政府對祁文博先生訪問珠海表示歡迎。", "nothing"),
    ("潮汐局代表黃美芬女士訪問珠海。", "visit done - [黃美芬 participant] @ 珠海市 | 黃美芬 org:holds 潮汐局代表"),
    (
        "黃美芬女士今日（五月三日）訪問珠海。此前一天，她出席珍珠燈籠論壇。",
        "conference done - [黃美芬 participant] @ 珠海市 | visit done 2024-05-03 [黃美芬 participant] @ 珠海市",
    ),
    (
        "黃美芬女士今日（五月三日）與祁文博先生會談。會談結束後，現場舉行了簽約儀式。",
        "meeting done 2024-05-03 [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士會見祁文博先生。副市長潘霖，潮汐局局長何國華，以及燈籠局局長王乾坤參加會見。",
        "meeting done - [何國華 participant, 潘霖 participant, 王乾坤 participant, 祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "何國華 org:holds 潮汐局局長; 潘霖 org:holds 副市長; 王乾坤 org:holds 燈籠局局長",
    ),
    ("黃美芬女士，祁文博先生陪同參觀珍珠潮汐研究院。", "visit done - [祁文博 participant] @ 珍珠潮汐研究院"),
    (
        "新加坡—廣東燈籠理事會第十五次會議今日（五月三日）在廣州舉行。",
        "meeting done 2024-05-03 [新加坡—廣東燈籠理事會 organiser] @ 廣州市",
    ),
    (
        "黃美芬女士訪問珠海—佛山。",
        "visit done - [黃美芬 participant] @ 佛山市 | visit done - [黃美芬 participant] @ 珠海市",
    ),
    (
        "浙江省委常委、佛山市委書記倪可均率領代表團訪問珠海。",
        "visit done - [倪可均 participant] @ 珠海市 | 倪可均 org:holds 中共佛山市委書記; 倪可均 org:holds 浙江省委常委",
    ),
    (
        "佛山市市長潘霖和市委書記祁文均訪問珠海。",
        "visit done - [潘霖 participant, 祁文 participant] @ 珠海市 | "
        "潘霖 org:holds 佛山市市長; 祁文 org:holds 市委書記",
    ),
    (
        "黃美芬女士會見祁文博先生。來穗與會前，祁文博一行2日訪問深圳，並參觀珍珠潮汐研究院。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "visit done 2024-05-02 [祁文博 participant] @ 深圳市 | "
        "visit done 2024-05-02 [祁文博 participant] @ 珍珠潮汐研究院 | "
        "祁文博 met 黃美芬",
    ),
    (
        "黃美芬女士五月二日晚在佛山會見祁文博先生。",
        "meeting done 2024-05-02 [祁文博 participant, 黃美芬 participant] @ 佛山市 | 祁文博 met 黃美芬",
    ),
    ("黃美芬女士五月二日晚出席晚宴。", "other done 2024-05-02 [黃美芬 participant]"),
    (
        "代表團由祁文博先生率領。代表團昨（2）日上午參訪珠海燈籠學院。",
        "visit done 2024-05-02 [祁文博 participant] @ 珠海燈籠學院",
    ),
    ("黃美芬女士訪問珠海市醫院管理中心。", "visit done - [黃美芬 participant] @ 珠海市醫院管理中心"),
    ("黃美芬女士訪問珠海市醫院。", "nothing"),
    (
        "省發展改革委主任祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | "
        "祁文博 met 黃美芬 | "
        "祁文博 org:holds 省發展改革委主任",
    ),
    (
        "黃美芬女士在政府總部會見祁文博先生。",
        "meeting done - [祁文博 participant, 黃美芬 participant] @ 政府總部 | 祁文博 met 黃美芬",
    ),
    ("祁文博議員（潮汐議會議員）、各位嘉賓：", "祁文博 org:holds 潮汐議會議員"),
    (
        "以下是潮汐局局長黃美芬今日（五月三日）在珍珠燈籠論壇的致辭全文：\n\n尊敬的施展鵬主席（燈籠總會主席）、各位嘉賓：\n\n大家好！今年三月，又與燈籠管理局合辦「燈籠遊學團」，走訪泉州和廈門。",
        "conference done 2024-05-03 [施展鵬 participant, 黃美芬 speaker] | "
        "施展鵬 org:holds 燈籠總會主席; 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "政府透過專利保障發明者和科技公司的投入，與珍珠及潮汐科技公司簽署《燈籠安全協議》。",
        "agreement done - [珍珠及潮汐科技公司 party, 香港特別行政區政府 party] | "
        "signing done - [珍珠及潮汐科技公司 signatory, 香港特別行政區政府 signatory]",
    ),
    (
        "黃美芬女士訪問珠海。黃女士參觀珍珠潮汐研究院。",
        "visit done - [黃美芬 participant] @ 珍珠潮汐研究院 | visit done - [黃美芬 participant] @ 珠海市",
    ),
    ("黃美芬女士訪問珠海。黃先生參觀珍珠潮汐研究院。", "visit done - [黃美芬 participant] @ 珠海市"),
    (
        "潮汐局局長黃美芬會見施展鵬主席（燈籠總會主席）。施主席訪問珠海。",
        "meeting done - [施展鵬 participant, 黃美芬 participant] | "
        "visit done - [施展鵬 participant] @ 珠海市 | "
        "施展鵬 met 黃美芬 | "
        "施展鵬 org:holds 燈籠總會主席; 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "市長梁啟恆會見布朗市市長若昂·費雷拉。費雷拉訪問珠海。",
        "meeting done - [梁啟恆 participant, 若昂·費雷拉 participant] | "
        "visit done - [若昂·費雷拉 participant] @ 珠海市 | "
        "梁啟恆 met 若昂·費雷拉 | "
        "梁啟恆 org:holds 市長; 若昂·費雷拉 org:holds 布朗市市長",
    ),
    ("何國華博士訪問珠海，歡迎任何博士參觀珍珠潮汐研究院。", "visit done - [何國華 participant] @ 珠海市"),
    (
        "歐陽美博士訪問珠海。歐陽博士參觀珍珠潮汐研究院。",
        "visit done - [歐陽美 participant] @ 珍珠潮汐研究院 | visit done - [歐陽美 participant] @ 珠海市",
    ),
    (
        "該市市長祁文博會見黃美芬女士。",
        "meeting done - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬 | 祁文博 org:holds 市長",
    ),
    (
        "黃美芬女士取消會見祁文博先生。",
        "meeting cancelled - [祁文博 participant, 黃美芬 participant] | 祁文博 met 黃美芬",
    ),
    (
        "潮汐局與月球局今日（五月三日）在珠海簽署《珠海海洋環境保護合作安排》。《合作安排》由潮汐局副局長何國華與月球局局長黃美芬代表雙方簽署，余達先生和林博先生見證簽署儀式。",
        "agreement done 2024-05-03 [何國華 signatory for 潮汐局, 余達 witness, 月球局 party, 林博 witness, 潮汐局 party, 黃美芬 signatory for 月球局] | "
        "signing done 2024-05-03 [何國華 signatory for 潮汐局, 余達 witness, 林博 witness, 黃美芬 signatory for 月球局] @ 珠海市 | "
        "何國華 org:holds 潮汐局副局長; 黃美芬 org:holds 月球局局長",
    ),
    (
        "潮汐局與月球局五月二日簽署《珠海海洋環境保護合作安排》。星星局與燈籠局亦簽署合作安排。",
        "agreement done 2024-05-02 [星星局 party, 燈籠局 party] | "
        "agreement done 2024-05-02 [月球局 party, 潮汐局 party] | "
        "signing done 2024-05-02 [星星局 signatory, 燈籠局 signatory] | "
        "signing done 2024-05-02 [月球局 signatory, 潮汐局 signatory]",
    ),
    (
        "潮汐局與月球局五月二日簽署《珠海海洋環境保護合作安排》。余達先生見證開幕儀式。",
        "agreement done 2024-05-02 [月球局 party, 潮汐局 party] | "
        "signing done 2024-05-02 [月球局 signatory, 潮汐局 signatory]",
    ),
    (
        "何國華先生五月二日與月球局副局長黃美芬簽訂合作備忘，訂明六月起互認證書。",
        "agreement done 2024-05-02 [何國華 signatory, 黃美芬 signatory] | "
        "signing done 2024-05-02 [何國華 signatory, 黃美芬 signatory] | "
        "黃美芬 org:holds 月球局副局長",
    ),
    ("電視劇《縣長趙大河》今日開拍。", "nothing"),
    (
        "珠海縣縣長趙大河先生出席《潮汐》開鏡儀式。",
        "ceremony done - [趙大河 participant] | 趙大河 org:holds 珠海縣縣長",
    ),
    (
        "何國華先生，潮汐局局長，五月二日訪問佛山。",
        "visit done 2024-05-02 [何國華 participant] @ 佛山市 | 何國華 org:holds 潮汐局局長",
    ),
    (
        "何國華先生，潮汐局局長黃美芬五月二日訪問佛山。",
        "visit done 2024-05-02 [黃美芬 participant] @ 佛山市 | 黃美芬 org:holds 潮汐局局長",
    ),
    ("嘉賓包括何國華先生，潮汐局局長，月球局局長。", "nothing"),
    ("何國華先生與黃美芬女士已三次會面。", "nothing"),
    (
        "何國華先生與黃美芬女士五月二日在佛山第三次會面。",
        "meeting done 2024-05-02 [何國華 participant, 黃美芬 participant] @ 佛山市 | 何國華 met 黃美芬",
    ),
    (
        "何國華，潮汐局局長，今日（五月三日）訪問珠海。",
        "visit done 2024-05-03 [何國華 participant] @ 珠海市 | 何國華 org:holds 潮汐局局長",
    ),
    (
        "出席者包括：何國華，潮汐局局長；王美芬，燈籠局副局長。",
        "何國華 org:holds 潮汐局局長; 王美芬 org:holds 燈籠局副局長",
    ),
    ("高峰會，潮汐局局長，今日（五月三日）訪問珠海。", "nothing"),
    ("何國華表示，潮汐局局長，今日（五月三日）訪問珠海。", "nothing"),
    ("王美女士五月三日出席紀念《潮汐法》頒布35周年研討會。", "conference done 2024-05-03 [王美 participant]"),
    (
        "王美女士五月三日出席第15屆潮汐運動會和第12屆燈籠運動會暨第九屆海港運動會建築裝置設計比賽作品揭幕暨頒獎典禮。",
        "ceremony done 2024-05-03 [王美 participant]",
    ),
    ("王美女士五月三日出席第15屆潮汐運動會開幕暨頒獎典禮。", "ceremony done 2024-05-03 [王美 participant]"),
    (
        "嶺海製藥（香港）有限公司創辦人丁佑祥五月三日訪問佛山市。",
        "visit done 2024-05-03 [丁佑祥 participant] @ 佛山市 | 丁佑祥 org:holds 嶺海製藥（香港）有限公司創辦人",
    ),
    ("明月小學正高級教師何國華出席。", "何國華 org:holds 明月小學正高級教師"),
    ("王美女士將於六月辭任潮汐局局長。", "王美 org:holds 潮汐局局長"),
    (
        "政府公布新一屆燈籠諮詢委員會（燈諮會）的任命，委任方美寶博士為主席，任期由二○二四年六月一日起生效。新任成員為潮汐大學月球系教授王美玉、明月公司董事陳大文，以及李小明。",
        "appointment planned 2024-06-01 [方美寶 participant] | "
        "方美寶 org:holds 燈籠諮詢委員會主席; 李小明 org:holds 燈籠諮詢委員會成員; 潮汐大學月球系 org:subOrganizationOf 潮汐大學; 王美玉 org:holds 潮汐大學月球系教授; 王美玉 org:holds 燈籠諮詢委員會成員; 陳大文 org:holds 明月公司董事; 陳大文 org:holds 燈籠諮詢委員會成員",
    ),
    (
        "政府公布新一屆燈籠諮詢委員會的任命。再獲委任的成員是王美玉女士和陳大文先生，潮汐局局長黃美芬則為當然委員。",
        "appointment done - [王美玉 participant] | "
        "王美玉 org:holds 燈籠諮詢委員會成員; 陳大文 org:holds 燈籠諮詢委員會成員; 黃美芬 org:holds 潮汐局局長; 黃美芬 org:holds 燈籠諮詢委員會當然委員",
    ),
    (
        "黃美芬感謝燈籠諮詢委員會，以及卸任成員王美玉和陳大文過去六年的貢獻。",
        "王美玉 org:holds 燈籠諮詢委員會成員; 陳大文 org:holds 燈籠諮詢委員會成員",
    ),
    (
        "當局已成立「燈籠同行計劃」督導委員會，主席是潮汐局局長黃美芬，成員包括王美玉女士和陳大文先生。",
        "王美玉 org:holds 「燈籠同行計劃」督導委員會成員; 陳大文 org:holds 「燈籠同行計劃」督導委員會成員; 黃美芬 org:holds 「燈籠同行計劃」督導委員會主席; 黃美芬 org:holds 潮汐局局長",
    ),
    (
        "燈籠委員會下設兩個小組，其中燈籠文獻小組將由王美玉女士出任召集人，陳大文先生擔任副召集人。",
        "王美玉 org:holds 燈籠文獻小組召集人; 陳大文 org:holds 燈籠文獻小組副召集人",
    ),
    (
        "立法會議員王美玉、陳大文和李小明出席燈籠晚會。",
        "other done - [李小明 participant, 王美玉 participant, 陳大文 participant] | "
        "李小明 org:holds 立法會議員; 王美玉 org:holds 立法會議員; 陳大文 org:holds 立法會議員",
    ),
    (
        "王美玉女士參觀明月館。該館由燈籠基金會營運，館長陳大文先生講解。",
        "visit done - [王美玉 participant] @ 明月館 | 陳大文 org:holds 館長",
    ),
    (
        "陳大文先生於二○一六年三月至二○一九年十月擔任潮汐局局長，二○一九年十一月至二○二三年一月擔任燈籠署署長，其後到訪珠海。",
        "visit done - [陳大文 participant] @ 珠海市 | 陳大文 org:holds 潮汐局局長; 陳大文 org:holds 燈籠署署長",
    ),
    (
        "陳大文先生先後出任潮汐局局長（二○一五年六月至二○一八年十二月）和燈籠署署長（二○二二年七月至二○二三年三月），並自二○二三年四月起擔任明月署署長。",
        "陳大文 org:holds 明月署署長; 陳大文 org:holds 潮汐局局長; 陳大文 org:holds 燈籠署署長",
    ),
    (
        "王美玉教授現為潮汐大學月球系講座教授，自二○二二年起出任燈籠委員會成員，亦曾任明月委員會委員。",
        "潮汐大學月球系 org:subOrganizationOf 潮汐大學; 王美玉 org:holds 明月委員會委員; 王美玉 org:holds 潮汐大學月球系講座教授; 王美玉 org:holds 燈籠委員會成員",
    ),
    (
        "王美玉女士獲再度委任為燈籠委員會主席，陳大文先生獲委任為副主席，由二○二四年七月一日起生效。",
        "appointment done - [王美玉 participant] | "
        "appointment planned 2024-07-01 [陳大文 participant] | "
        "王美玉 org:holds 燈籠委員會主席; 陳大文 org:holds 燈籠委員會副主席",
    ),
    ("聯會在明月創新中心舉辦燈籠晚會，並參觀位於青衣的明月物流中心。", "nothing"),
    (
        "黃美芬女士自燈籠小組於二○二四年四月成立以來擔任組長，在當選明月委員會主席後提出辭任。",
        "appointment done - [黃美芬 participant] | appointment done - [黃美芬 participant] | 黃美芬 org:holds 明月委員會主席",
    ),
    (
        "黃美芬女士在當選明月委員會主席後提出辭任。",
        "appointment done - [黃美芬 participant] | appointment done - [黃美芬 participant] | 黃美芬 org:holds 明月委員會主席",
    ),
    (
        "黃美芬女士今日在訪問珠海期間會見祁文博先生。",
        "meeting done 2024-05-03 [祁文博 participant, 黃美芬 participant] @ 珠海市 | visit done 2024-05-03 [黃美芬 participant] @ 珠海市 | 祁文博 met 黃美芬",
    ),
    (
        "潮汐局自二○二四年四月以來訪問佛山。",
        "visit done - [潮汐局 participant] @ 佛山市",
    ),
)


@pytest.mark.parametrize(("text", "told"), ROWS, ids=[text for text, _ in ROWS])
def test_a_sentence_tells_this_and_no_more(text: str, told: str) -> None:
    assert str(list_facts(read_text(text, lang="zh"))) == told


def test_an_acting_mayor_is_no_substantive_one() -> None:
    tenures = read_text("佛山市代市長祁文博會見黃美芬女士。", lang="zh").tenures
    assert [tenure.capacity for tenure in tenures] == ["gba:acting"]


def test_since_when_something_else_is_so_is_no_start_of_an_office() -> None:
    text = "黃美芬女士自燈籠小組於二○二四年四月成立以來擔任組長，在當選明月委員會主席後提出辭任。"
    (tenure,) = read_text(text, lang="zh").tenures
    assert tenure.start is None
    (tenure,) = read_text("黃美芬女士自二○二四年四月以來擔任潮汐局局長。", lang="zh").tenures
    assert tenure.start == "2024-04"


def test_who_acts_for_somebody_away_has_the_office_of_the_one_who_left() -> None:
    text = "潮汐局局長何國華先生明日前往珠海。他離港期間，副局長潘霖署任局長。"
    extraction = read_text(text, lang="zh")
    assert ("潘霖", "org:holds", "潮汐局局長") in list_facts(extraction).triples
    (acting,) = (tenure for tenure in extraction.tenures if tenure.capacity == "gba:acting")
    assert (acting.body, acting.start) == ("body/潮汐局", "2024-05-04")
    two = read_text(text.replace("先生", "先生和燈籠局局長黃美芬女士"), lang="zh")  # whose, nobody says
    assert ("潘霖", "org:holds", "局長") in list_facts(two).triples
