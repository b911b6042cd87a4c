"""Sentences of the kind "A but not B", told exactly; who met whom; and sentences that are too long or too deep."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from clause_facts import list_facts, read_text

ROWS = (
    (
        "Ms Wong Mei-fan attended a session of the Lantern Forum and the Tide Summit, and the Kite Gala Dinner.",
        "conference done - [Wong Mei-fan participant] | other done - [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan attended a session of the Lantern Forum, the Tide Summit and the Kite Gala Dinner.",
        "conference done - [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan attended the Lantern Ministerial Meeting and the Kite Ministerial Meeting.",
        "meeting done - [Wong Mei-fan participant] | meeting done - [Wong Mei-fan participant]",
    ),
    ("Ms Wong Mei-fan attended the Lantern Ministerial Meeting and its meeting.", "meeting done - [Wong Mei-fan participant]"),
    (
        "Ms Wong Mei-fan visited the Pearl Tide School. She also toured the campus.",
        "visit done - [Wong Mei-fan participant] @ Pearl Tide School",
    ),
    (
        "Ms Wong Mei-fan visited the Pearl Tide School. She was glad. All was well. She also toured the campus.",
        "visit done - [Wong Mei-fan participant] @ Pearl Tide School",
    ),
    (
        "Ms Ada Pun was originally scheduled to attend the Kite Conference organised by the Foshan Tides Council "
        "tomorrow (May 4), where she would meet with Mr Bo Lin.",
        "conference planned 2024-05-04 [Foshan Tides Council organiser]",
    ),
    (
        "Ms Wong Mei-fan arrived in Foshan today after concluding her visit to Zhuhai.",  # when that was, nobody says
        "visit done - [Wong Mei-fan participant] @ Zhuhai | "
        "visit done 2024-05-03 [Wong Mei-fan participant] @ Foshan",
    ),
    (
        "At the Pearl Tide Laboratory, Ms Wong Mei-fan was told of advances in lamps.",
        "visit done - [Wong Mei-fan participant] @ Pearl Tide Laboratory",
    ),
    (
        "Ms Wong Mei-fan visited the Zhuhai Lantern Museum today (May 3). Two weeks ago she visited Huizhou.",
        "visit done 2024-04 [Wong Mei-fan participant] @ Huizhou | "
        "visit done 2024-05-03 [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan visits the Zhuhai Lantern Museum tomorrow.",
        "visit planned 2024-05-04 [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan will visit Huizhou on February 3.",
        "visit planned 2025-02-03 [Wong Mei-fan participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan and Mr Qi Wenbo attended the Third Plenary of the Lantern Council today. They co-chaired the plenary.",
        "meeting done 2024-05-03 [Lantern Council organiser, Qi Wenbo chair, Wong Mei-fan chair]",
    ),
    (
        "Signed on behalf of the Fish Association the Framework Agreement on Lantern Safety.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan visited Huizhou the day before yesterday.",
        "visit done 2024-05-01 [Wong Mei-fan participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan will visit Huizhou the day after tomorrow.",
        "visit planned 2024-05-05 [Wong Mei-fan participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan called at the Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "In autumn we have the Dutch Days before the Le French May in April.",  # "days before" is no time there
        "nothing",
    ),
    (
        "Ms Wong Mei-fan met with Mr Qi Wenbo's officials.",
        "nothing",
    ),
    (
        "Mr Qi Wenbo met with Ms Wong Mei-fan's officials.",
        "nothing",
    ),
    (
        "Mr Bo Lin visited the Zhuhai Lantern Museum with Ms Wong Mei-fan's officials.",
        "visit done - [Bo Lin participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo and the officials of Mr Bo Lin.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "After a meeting with Mr Bo Lin, Ms Wong Mei-fan called on Mr Qi Wenbo.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] | "
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "After meeting with Mr Bo Lin, Ms Wong Mei-fan visited the Zhuhai Lantern Museum.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] | "
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "Before his visit to Zhuhai, Mr Qi Wenbo met Ms Wong Mei-fan.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Qi Wenbo participant] @ Zhuhai | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Mr Qi Wenbo, whom Ms Wong Mei-fan met last year, visited the Zhuhai Lantern Museum.",
        "meeting done 2023 [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Qi Wenbo participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan, who is to meet Mr Qi Wenbo on May 9, visited the Zhuhai Lantern Museum on May 2.",
        "meeting planned 2024-05-09 [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met with Mr Bo Lin, who took office last year.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan, accompanied by the map, visited the Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "The Zhuhai Lantern Museum, which Mr Bo Lin founded, was visited by Ms Wong Mei-fan.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan visited Mr Bo Lin's Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan and Ms Ada Pun met Mr Qi Wenbo and Mr Bo Lin.",
        "meeting done - [Ada Pun participant, Bo Lin participant, Qi Wenbo participant, Wong Mei-fan participant] | "
        "Ada Pun met Bo Lin; Ada Pun met Qi Wenbo; Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan, Ms Ada Pun and Mr Bo Lin met in Zhuhai.",
        "meeting done - [Ada Pun participant, Bo Lin participant, Wong Mei-fan participant] @ Zhuhai | "
        "Ada Pun met Bo Lin; Ada Pun met Wong Mei-fan; Bo Lin met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met with Mr Qi Wenbo, and then Mr Bo Lin.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] | "
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan was received by Mr Qi Wenbo and Mr Bo Lin.",
        "meeting done - [Bo Lin participant, Qi Wenbo participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo. Mr Bo Lin also attended.",
        "meeting done - [Bo Lin participant, Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan and Mr Qi Wenbo co-chaired the Pearl Summit on Lantern Safety.",
        "conference done - [Qi Wenbo chair, Wong Mei-fan chair]",
    ),
    (
        "Ms Wong Mei-fan co-chaired the Pearl Summit on Lantern Safety with Mr Qi Wenbo.",
        "conference done - [Qi Wenbo chair, Wong Mei-fan chair]",
    ),
    (
        "Ms Wong Mei-fan attended the Pearl Summit on Lantern Safety organised by the Zhuhai Lantern Board.",
        "conference done - [Wong Mei-fan participant, Zhuhai Lantern Board organiser]",
    ),
    (
        "The Pearl Summit on Lantern Safety, organised by the Zhuhai Lantern Board and attended by Ms Wong Mei-fan, was held in Foshan on May 2.",
        "conference done 2024-05-02 [Wong Mei-fan participant, Zhuhai Lantern Board organiser] @ Foshan",
    ),
    (
        "Mr Qi Wenbo and Mr Bo Lin signed the Framework Agreement on Lantern Safety on behalf of the Zhuhai Lantern Board and the Foshan Tides Council respectively.",
        "agreement done - [Bo Lin signatory for Foshan Tides Council, Foshan Tides Council party, Qi Wenbo signatory for Zhuhai Lantern Board, Zhuhai Lantern Board party] | "
        "signing done - [Bo Lin signatory for Foshan Tides Council, Qi Wenbo signatory for Zhuhai Lantern Board]",
    ),
    (
        "The Framework Agreement on Lantern Safety was signed by Mr Qi Wenbo and Mr Bo Lin, on behalf of the Zhuhai Lantern Board and the Foshan Tides Council respectively.",
        "agreement done - [Bo Lin signatory for Foshan Tides Council, Foshan Tides Council party, Qi Wenbo signatory for Zhuhai Lantern Board, Zhuhai Lantern Board party] | "
        "signing done - [Bo Lin signatory for Foshan Tides Council, Qi Wenbo signatory for Zhuhai Lantern Board]",
    ),
    (
        "On behalf of the Zhuhai Lantern Board, Mr Qi Wenbo signed the Framework Agreement on Lantern Safety.",
        "agreement done - [Qi Wenbo signatory for Zhuhai Lantern Board, Zhuhai Lantern Board party] | "
        "signing done - [Qi Wenbo signatory for Zhuhai Lantern Board]",
    ),
    (
        "Mr Qi Wenbo, on behalf of the Zhuhai Lantern Board, signed the Framework Agreement on Lantern Safety.",
        "agreement done - [Qi Wenbo signatory for Zhuhai Lantern Board, Zhuhai Lantern Board party] | "
        "signing done - [Qi Wenbo signatory for Zhuhai Lantern Board]",
    ),
    (
        "The Zhuhai Lantern Board and the Foshan Tides Council signed the Framework Agreement on Lantern Safety.",
        "agreement done - [Foshan Tides Council party, Zhuhai Lantern Board party] | "
        "signing done - [Foshan Tides Council signatory, Zhuhai Lantern Board signatory]",
    ),
    (
        "The Zhuhai Lantern Board signed the Framework Agreement on Lantern Safety with the Foshan Tides Council.",
        "agreement done - [Foshan Tides Council party, Zhuhai Lantern Board party] | "
        "signing done - [Foshan Tides Council signatory, Zhuhai Lantern Board signatory]",
    ),
    (
        "The Framework Agreement on Lantern Safety between the Zhuhai Lantern Board and the Foshan Tides Council was signed today (May 3).",
        "agreement done 2024-05-03 [Foshan Tides Council party, Zhuhai Lantern Board party] | "
        "signing done 2024-05-03 [Foshan Tides Council signatory, Zhuhai Lantern Board signatory]",
    ),
    (
        "Witnessed by Ms Wong Mei-fan, Mr Qi Wenbo signed the Framework Agreement on Lantern Safety.",
        "agreement done - [Qi Wenbo signatory, Wong Mei-fan witness] | "
        "signing done - [Qi Wenbo signatory, Wong Mei-fan witness]",
    ),
    (
        "Ms Wong Mei-fan witnessed Mr Qi Wenbo sign the Framework Agreement on Lantern Safety.",
        "agreement done - [Qi Wenbo signatory, Wong Mei-fan witness] | "
        "signing done - [Qi Wenbo signatory, Wong Mei-fan witness]",
    ),
    (
        "Mr Qi Wenbo signed the Framework Agreement on Lantern Safety in the presence of Ms Wong Mei-fan.",
        "agreement done - [Qi Wenbo signatory, Wong Mei-fan witness] | "
        "signing done - [Qi Wenbo signatory, Wong Mei-fan witness]",
    ),
    (
        "Ms Wong Mei-fan visits the Zhuhai Lantern Museum tomorrow.",
        "visit planned 2024-05-04 [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo last Friday.",
        "meeting done 2024-04-26 [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan invited Mr Qi Wenbo to visit the Zhuhai Lantern Museum.",
        "nothing",
    ),
    (
        "Instead of visiting the Zhuhai Lantern Museum, Ms Wong Mei-fan met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Without meeting Mr Qi Wenbo, Ms Wong Mei-fan visited the Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo but not Mr Bo Lin.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Not Ms Wong Mei-fan but Mr Bo Lin met Mr Qi Wenbo.",
        "meeting done - [Bo Lin participant, Qi Wenbo participant] | "
        "Bo Lin met Qi Wenbo",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo instead of Mr Bo Lin.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met the wife of Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan visited the office of Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan, the successor of Mr Bo Lin, met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan read a letter from Mr Bo Lin and met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "At the invitation of Mr Bo Lin, Ms Wong Mei-fan visited the Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "On behalf of Mr Bo Lin, Ms Wong Mei-fan met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan represented Mr Bo Lin at the Pearl Summit on Lantern Safety.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan, like Mr Bo Lin, met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo about Mr Bo Lin.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo and thanked Mr Bo Lin.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "It was Ms Wong Mei-fan who met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Mr Qi Wenbo was seen by Ms Wong Mei-fan at the Pearl Tide Laboratory.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo on the sidelines of the Pearl Summit on Lantern Safety.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan missed the Pearl Summit on Lantern Safety.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan skipped her meeting with Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan called on the Zhuhai Lantern Board to support the plan.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan led the delegation at the lantern forum.",
        "conference done - [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo after he visited the Zhuhai Lantern Museum.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Qi Wenbo participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan visited the Zhuhai Lantern Museum and conducted talks with Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "The Zhuhai Lantern Board did not appoint Mr Qi Wenbo as Director of Tides.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan held talks with Mr Qi Wenbo's officials.",
        "nothing",
    ),
    (
        "Mr Bo Lin thanked Ms Wong Mei-fan, who visited the Zhuhai Lantern Museum.",
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "The Zhuhai Lantern Board appointed Mr Qi Wenbo as Director of Tides, and Mr Bo Lin visited the Zhuhai Lantern Museum.",
        "appointment done - [Qi Wenbo participant, Zhuhai Lantern Board organiser] | "
        "visit done - [Bo Lin participant] @ Zhuhai Lantern Museum | Qi Wenbo org:holds Director of Tides",
    ),
    (
        "Neither Ms Wong Mei-fan nor Mr Bo Lin met Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan ended the Framework Agreement on Lantern Safety.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan completed the Framework Agreement on Lantern Safety.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan met with Mr Qi Wenbo. Mr Ho Kwok-wah joined the civil service in 2015.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan attended the Pearl Summit on Lantern Safety. Mr Ho Kwok-wah spoke highly of the lamps.",
        "conference done - [Wong Mei-fan participant]",
    ),
    (  # "a" tells of another one, of other hosts or elsewhere
        "Ms Wong Mei-fan attended a reception hosted by the Tide Bureau on May 1. "
        "Mr Bo Lin attended a reception hosted by the Moon Office on May 1.",
        "other done 2024-05-01 [Bo Lin participant, Moon Office host] | "
        "other done 2024-05-01 [Tide Bureau host, Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan attended a reception in Zhuhai on May 1. Mr Bo Lin attended a reception in Foshan on May 1.",
        "other done 2024-05-01 [Bo Lin participant] @ Foshan | other done 2024-05-01 [Wong Mei-fan participant] @ Zhuhai",
    ),
    (
        "Ms Wong Mei-fan attended the opening ceremony of the Lantern Expo on May 2. "
        "Mr Bo Lin attended the opening ceremony of the Tide Fair on May 2.",
        "ceremony done 2024-05-02 [Bo Lin participant] | ceremony done 2024-05-02 [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan attended the Lantern Forum on May 2. Ms Wong spoke at the Lantern Tide Forum on May 2.",
        "conference done 2024-05-02 [Wong Mei-fan participant] | conference done 2024-05-02 [Wong Mei-fan speaker]",
    ),
    (  # "the" takes up what was told, in fewer words
        "Ms Wong Mei-fan attended a joint legal workshop held by the Tide Bureau today. "
        "Mr Bo Lin spoke at the legal workshop.",
        "conference done 2024-05-03 [Bo Lin speaker, Tide Bureau organiser, Wong Mei-fan participant]",
    ),
    (
        "The Tide Bureau held the Lantern Launch Ceremony today. Mr Bo Lin spoke at the launch ceremony in Zhuhai.",
        "ceremony done 2024-05-03 [Bo Lin speaker, Tide Bureau organiser] @ Zhuhai",
    ),
    (  # the participle tells of the workshop that the verb tells of; "his remarks" are at the one told last
        "Mr Bo Lin attended a joint legal workshop today. He had a lunch with Ms Ada Pun. In the afternoon, Mr Lin "
        "attended a legal workshop held by the Tide Bureau. In his remarks, Mr Lin told of lamps.",
        "conference done 2024-05-03 [Bo Lin speaker, Tide Bureau organiser] | "
        "other done 2024-05-03 [Ada Pun participant, Bo Lin participant] | Ada Pun met Bo Lin",
    ),
    (
        "Ms Wong Mei-fan attended the 2024 Pearl Tide Ministers' Meeting in Zhuhai. "
        "Mr Bo Lin attended the Tide Ministers' Meeting on May 2.",
        "meeting done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] @ Zhuhai",
    ),
    (
        "Mr Bo Lin will attend a joint session of the Tide Ministers' Meeting on May 5.",
        "meeting planned 2024-05-05 [Bo Lin participant]",
    ),
    (  # the council organises its own forum, not that of another body whose name begins with its own
        "Mr Bo Lin met the Tide Council today. He attended the Tide Council Advisory Board Dialogue.",
        "conference done 2024-05-03 [Bo Lin participant] | "
        "meeting done 2024-05-03 [Bo Lin participant, Tide Council participant] | Bo Lin met Tide Council",
    ),
    (
        "Mr Bo Lin said that the Moon Office had no plan to visit Zhuhai.",
        "nothing",
    ),
    (  # a prize that is presented to somebody is no event
        "The Moon Prize was presented to Mr Bo Lin by Ms Wong Mei-fan on May 2.",
        "nothing",
    ),
    (
        "If Mr Bo Lin visits Zhuhai, he will meet Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Mr Bo Lin will visit Zhuhai tomorrow to see if the lamps work.",
        "visit planned 2024-05-04 [Bo Lin participant] @ Zhuhai",
    ),
    (
        "Ms Wong Mei-fan attended the 5th Lantern Forum today. The Lantern Forum was organised by the Tide Bureau.",
        "conference done 2024-05-03 [Tide Bureau organiser, Wong Mei-fan participant]",
    ),
    (
        "Zhuhai, to which Ms Wong Mei-fan came on May 2, welcomed Mr Bo Lin.",
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Zhuhai",
    ),
    (
        "Mr Qi Wenbo, whom Ms Wong Mei-fan talked to on May 2, visited the Zhuhai Lantern Museum.",
        "meeting done 2024-05-02 [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Qi Wenbo participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "The Pearl Summit on Lantern Safety, joined by Ms Wong Mei-fan, was held in Foshan on May 2.",
        "conference done 2024-05-02 [Wong Mei-fan participant] @ Foshan",
    ),
    (
        "Joined by Mr Bo Lin, Ms Wong Mei-fan visited the Zhuhai Lantern Museum.",
        "visit done - [Bo Lin participant, Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "The Zhuhai Lantern Board named Mr Qi Wenbo Director of Tides.",
        "appointment done - [Qi Wenbo participant, Zhuhai Lantern Board organiser] | "
        "Qi Wenbo org:holds Director of Tides",
    ),
    (
        "The Zhuhai Lantern Board named Mr Qi Wenbo as one of its friends.",
        "nothing",
    ),
    (
        "The hall was named after Mr Qi Wenbo by the Zhuhai Lantern Board.",
        "nothing",
    ),
    (
        "After Mr Qi Wenbo was appointed Director of Tides, Mr Bo Lin visited the Zhuhai Lantern Museum.",
        "appointment done - [Qi Wenbo participant] | "
        "visit done - [Bo Lin participant] @ Zhuhai Lantern Museum | Qi Wenbo org:holds Director of Tides",
    ),
    (
        "As Director of Tides, Mr Bo Lin visited the Zhuhai Lantern Museum.",
        "visit done - [Bo Lin participant] @ Zhuhai Lantern Museum | Bo Lin org:holds Director of Tides",
    ),
    (
        "Visiting Zhuhai, Ms Wong Mei-fan met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] @ Zhuhai | "
        "visit done - [Wong Mei-fan participant] @ Zhuhai | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan visited the Zhuhai Lantern Museum and received a delegation led by Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo, who visited the Zhuhai Lantern Museum on May 2.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done 2024-05-02 [Qi Wenbo participant] @ Zhuhai Lantern Museum | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo, who arrived in Zhuhai on May 2. She also visited the Pearl Tide Laboratory.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "visit done - [Wong Mei-fan participant] @ Pearl Tide Laboratory | "
        "visit done 2024-05-02 [Qi Wenbo participant] @ Zhuhai | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Mr Bo Lin, who was appointed Director of Tides on May 2, visited the Zhuhai Lantern Museum.",
        "appointment done 2024-05-02 [Bo Lin participant] | "
        "visit done - [Bo Lin participant] @ Zhuhai Lantern Museum | Bo Lin org:holds Director of Tides",
    ),
    (
        "Mr Bo Lin, who arrived in Zhuhai on May 2, visited the Zhuhai Lantern Museum.",
        "visit done 2024-05-02 [Bo Lin participant] @ Zhuhai | "
        "visit done 2024-05-02 [Bo Lin participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo in Zhuhai and Mr Bo Lin in Foshan.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] @ Foshan | "
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] @ Zhuhai | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met with Mr Qi Wenbo in Zhuhai on May 1 and Mr Bo Lin in Foshan on May 2.",
        "meeting done 2024-05-01 [Qi Wenbo participant, Wong Mei-fan participant] @ Zhuhai | "
        "meeting done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] @ Foshan | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan held meetings with Mr Qi Wenbo in Zhuhai and Mr Bo Lin in Foshan.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] @ Foshan | "
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] @ Zhuhai | "
        "Bo Lin met Wong Mei-fan; Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan attended the Kite Conference on May 1 and the Tides Seminar on May 2.",
        "conference done 2024-05-01 [Wong Mei-fan participant] | "
        "conference done 2024-05-02 [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan visited the Zhuhai Lantern Museum in Zhuhai and the Pearl Tide Laboratory in Foshan.",
        "visit done - [Wong Mei-fan participant] @ Pearl Tide Laboratory | "
        "visit done - [Wong Mei-fan participant] @ Zhuhai Lantern Museum",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo in Zhuhai and Mr Bo Lin left for Foshan.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] @ Zhuhai | "
        "visit done - [Bo Lin participant] @ Foshan | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Qi Wenbo in Zhuhai and Foshan in May.",
        "meeting done 2024-05 [Qi Wenbo participant, Wong Mei-fan participant] @ Foshan, Zhuhai | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan discussed Mr Bo Lin with Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan discussed with Mr Bo Lin how Mr Qi Wenbo would help.",
        "meeting done - [Bo Lin participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "Led by Ms Ada Pun, the delegation visited the Pearl Tide Laboratory.",
        "visit done - [Ada Pun participant] @ Pearl Tide Laboratory",
    ),
    (
        "Led by Ms Ada Pun, a delegation of the Zhuhai Lantern Board visited the Pearl Tide Laboratory on May 2.",
        "visit done 2024-05-02 [Ada Pun participant, Zhuhai Lantern Board participant] @ Pearl Tide Laboratory",
    ),
    (
        "The delegation, led by Ms Ada Pun, visited the Pearl Tide Laboratory and met Mr Qi Wenbo.",
        "meeting done - [Ada Pun participant, Qi Wenbo participant] @ Pearl Tide Laboratory | "
        "visit done - [Ada Pun participant] @ Pearl Tide Laboratory | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "Led by Ms Ada Pun, the Zhuhai Lantern Board organised the Kite Conference.",
        "conference done - [Zhuhai Lantern Board organiser]",
    ),
    (
        "Mr Qi Wenbo, whose officials met Ms Ada Pun, thanked the staff.",
        "nothing",
    ),
    (
        "Ms Ada Pun met Mr Qi Wenbo or Mr Bo Lin.",
        "nothing",
    ),
    (
        "Ms Ada Pun either met Mr Qi Wenbo or called on Mr Bo Lin.",
        "nothing",
    ),
    (
        "A meeting was held in Foshan between Ms Ada Pun and Mr Qi Wenbo on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Qi Wenbo participant] @ Foshan | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "A meeting with Mr Qi Wenbo was held by Ms Ada Pun on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "A visit was paid to the Pearl Tide Laboratory by Ms Ada Pun.",
        "visit done - [Ada Pun participant] @ Pearl Tide Laboratory",
    ),
    (
        "A speech was given by Ms Ada Pun at the Kite Conference.",
        "conference done - [Ada Pun speaker]",
    ),
    (
        "Ms Ada Pun took the opportunity to meet Mr Qi Wenbo.",
        "meeting done - [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "Signed by Mr Qi Wenbo and witnessed by Ms Ada Pun, the Framework Agreement on Lantern Safety covers lamps.",
        "agreement done - [Ada Pun witness, Qi Wenbo signatory] | "
        "signing done - [Ada Pun witness, Qi Wenbo signatory]",
    ),
    (
        "Ms Ada Pun and Mr Bo Lin visited Zhuhai and Foshan respectively.",
        "visit done - [Ada Pun participant] @ Zhuhai | "
        "visit done - [Bo Lin participant] @ Foshan",
    ),
    (
        "Ms Ada Pun and Mr Bo Lin held talks with Mr Qi Wenbo and Mr Ho Kwok-wah respectively.",
        "meeting done - [Ada Pun participant, Qi Wenbo participant] | "
        "meeting done - [Bo Lin participant, Ho Kwok-wah participant] | "
        "Ada Pun met Qi Wenbo; Bo Lin met Ho Kwok-wah",
    ),
    (
        "Ms Ada Pun met Mr Qi Wenbo and Mr Ho Kwok-wah respectively.",
        "meeting done - [Ada Pun participant, Ho Kwok-wah participant] | "
        "meeting done - [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Ho Kwok-wah; Ada Pun met Qi Wenbo",
    ),
    (
        "Ms Ada Pun and Mr Bo Lin spoke at the Kite Conference and the Tides Seminar respectively.",
        "conference done - [Ada Pun speaker] | "
        "conference done - [Bo Lin speaker]",
    ),
    (
        "No meeting was held between Ms Ada Pun and Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Ada Pun held no talks with Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Ada Pun attended no forum.",
        "nothing",
    ),
    (
        "Ms Ada Pun nearly met Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "Ms Ada Pun usually visits Foshan in May.",
        "nothing",
    ),
    (
        "Ms Ada Pun was originally scheduled to attend the Kite Conference on May 9.",
        "nothing",
    ),
    (
        "Ms Ada Pun was originally scheduled to attend the Kite Conference on May 9, but the conference has been postponed to May 12.",
        "conference planned 2024-05-12 [Ada Pun participant]",
    ),
    (
        "Ms Ada Pun was due to meet Mr Qi Wenbo on May 2.",
        "nothing",
    ),
    (
        "Ms Ada Pun had planned to meet Mr Qi Wenbo on May 9.",
        "nothing",
    ),
    (
        "Ms Ada Pun was to have met Mr Qi Wenbo on May 2.",
        "nothing",
    ),
    (
        "Ms Ada Pun's visit to Foshan on May 9 has been postponed.",
        "visit planned - [Ada Pun participant] @ Foshan",
    ),
    (
        "Should Ms Ada Pun visit Foshan on May 9, she will meet Mr Qi Wenbo.",
        "nothing",
    ),
    (
        "At the Pearl Tide Laboratory, Mr Bo Lin saw how lamps were made.",
        "visit done - [Bo Lin participant] @ Pearl Tide Laboratory",
    ),
    (
        "Ms Ada Pun accompanied Mr Bo Lin on a visit to the Pearl Tide Laboratory.",
        "visit done - [Ada Pun participant, Bo Lin participant] @ Pearl Tide Laboratory",
    ),
    (
        "There was a meeting between Ms Ada Pun and Mr Qi Wenbo on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "Ms Ada Pun intends to visit the Pearl Tide Laboratory.",
        "nothing",
    ),
    (
        "Ms Ada Pun plans to attend the Kite Conference.",
        "conference planned - [Ada Pun participant]",
    ),
    (
        "Among the guests at the Kite Conference were Ms Ada Pun and Mr Bo Lin.",
        "conference done - [Ada Pun participant, Bo Lin participant]",
    ),
    (
        "Guests at the Kite Conference included Ms Ada Pun and Mr Bo Lin.",
        "conference done - [Ada Pun participant, Bo Lin participant]",
    ),
    (
        "The speakers at the Kite Conference were Ms Ada Pun and Mr Qi Wenbo.",
        "conference done - [Ada Pun speaker, Qi Wenbo speaker]",
    ),
    (
        "The Foshan Tides Council held a reception in Foshan today. Speaking at the reception, Ms Ada Pun said lamps were safe.",
        "other done 2024-05-03 [Ada Pun speaker, Foshan Tides Council organiser] @ Foshan",
    ),
    (
        "Ms Ada Pun attended the Kite Conference, which Mr Bo Lin had opened, and later met Mr Qi Wenbo.",
        "conference done - [Ada Pun participant] | "
        "meeting done - [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "Ms Ada Pun met Mr Bo Lin, who visited Foshan and called on Mr Qi Wenbo.",
        "meeting done - [Ada Pun participant, Bo Lin participant] | "
        "meeting done - [Bo Lin participant, Qi Wenbo participant] @ Foshan | "
        "visit done - [Bo Lin participant] @ Foshan | "
        "Ada Pun met Bo Lin; Bo Lin met Qi Wenbo",
    ),
    (
        "Ms Ada Pun met Mr Bo Lin, who visited Foshan, and called on Mr Qi Wenbo.",
        "meeting done - [Ada Pun participant, Bo Lin participant] | "
        "meeting done - [Ada Pun participant, Qi Wenbo participant] | "
        "visit done - [Bo Lin participant] @ Foshan | "
        "Ada Pun met Bo Lin; Ada Pun met Qi Wenbo",
    ),
    (
        "Ms Ada Pun and her counterpart, Mr Qi Wenbo, co-chaired the Third Plenary of the Lantern Council.",
        "meeting done - [Ada Pun chair, Lantern Council organiser, Qi Wenbo chair]",
    ),
    (
        "Ms Ada Pun, who arrived in Foshan on May 1, on May 2 met Mr Qi Wenbo.",
        "meeting done 2024-05-02 [Ada Pun participant, Qi Wenbo participant] | "
        "visit done 2024-05-01 [Ada Pun participant] @ Foshan | "
        "Ada Pun met Qi Wenbo",
    ),
    (
        "Ms Ada Pun attended the Kite Conference. Other guests, including Mr Bo Lin, President of the "
        "Moon Society; and Mr Qi Wenbo, Director of the Tide Office, also attended the conference.",
        "conference done - [Ada Pun participant, Bo Lin participant, Qi Wenbo participant] | Bo Lin "
        "org:holds President of the Moon Society; Qi Wenbo org:holds Director of the Tide Office",
    ),
    (
        "Ms Ada Pun attended the Kite Conference. Other guests, including Mr Bo Lin and Mr Qi Wenbo, were"
        " received by the Moon Society.",
        "conference done - [Ada Pun participant] | meeting done - [Bo Lin participant, Moon Society "
        "participant, Qi Wenbo participant] | Bo Lin met Moon Society; Moon Society met Qi Wenbo",
    ),
    (
        "The panellists of the Kite Conference are Ms Ada Pun; Mr Bo Lin.",
        "conference done - [Ada Pun speaker, Bo Lin speaker]",
    ),
    (
        "Ms Ada Pun met Mr Bo Lin; Mr Qi Wenbo visited Foshan.",
        "meeting done - [Ada Pun participant, Bo Lin participant] | visit done - [Qi Wenbo participant] @"
        " Foshan | Ada Pun met Bo Lin",
    ),
    (
        "The Kite Board met the Vice Chairman and Chief Executive of the Tide Company, President of the "
        "Lantern Chamber, Ms Ada Pun.",
        "meeting done - [Ada Pun participant, Kite Board participant] | Ada Pun met Kite Board | Ada Pun "
        "org:holds Chief Executive of the Tide Company; Ada Pun org:holds President of the Lantern "
        "Chamber; Ada Pun org:holds Vice Chairman of the Tide Company",
    ),
    (
        "The Kite Board met the Lantern Curator and Chairman of the Tide Company, Ms Ada Pun.",
        "meeting done - [Ada Pun participant, Kite Board participant] | Ada Pun met Kite Board | Ada Pun "
        "org:holds Chairman of the Tide Company; Ada Pun org:holds Lantern Curator",
    ),
    (
        "The Consul-General of Japan in Foshan, Ms Ada Pun, left.",
        "Ada Pun org:holds Consul-General of Japan in Foshan",
    ),
    (
        "Captain Ada Pun (Chairman of the Kite Board) and Rosa Wong (the President of the Moon Society) "
        "left.",
        "Ada Pun org:holds Chairman of the Kite Board; Rosa Wong org:holds President of the Moon Society",
    ),
    (
        "Ms Ada Pun (Kite Board) and Rosa Wong (right) left.",
        "nothing",
    ),
    (
        "The Lantern Board is chaired by Ms Ada Pun, with Mr Bo Lin serving as a member, and was thanked.",
        "Ada Pun org:holds chair of the Lantern Board; Bo Lin org:holds member of the Lantern Board",
    ),
    (
        "Ms Ada Pun was Director of Kites before taking up the lead.",
        "Ada Pun org:holds Director of Kites",
    ),
    (
        "The Dr Ada Pun Foundation organised the Kite Conference.",
        "conference done - [Dr Ada Pun Foundation organiser]",
    ),
    (
        "As witnessed by Mr Bo Lin, representatives from the Tide Office signed Memoranda of "
        "Understanding with several firms.",
        "agreement done - [Bo Lin witness, Tide Office party] | signing done - [Bo Lin witness, Tide "
        "Office signatory]",
    ),
    (
        "Organised by the Tide Office and supported by the Kite Board and the Moon Society, the Kite "
        "Conference was held on May 2.",
        "conference done 2024-05-02 [Kite Board participant, Moon Society participant, Tide Office "
        "organiser]",
    ),
    (
        "At a panel discussion on May 2, Mr Bo Lin shared his views on lanterns.",
        "conference done 2024-05-02 [Bo Lin speaker]",
    ),
    (
        "At a discussion on May 2, Mr Bo Lin shared his views on lanterns.",
        "nothing",
    ),
    (
        "Mr Bo Lin delivered an opening keynote at the Kite Conference by video.",
        "conference done - [Bo Lin speaker]",
    ),
    (
        "Speaking at the finale on May 2, Mr Bo Lin said that all was well.",
        "ceremony done 2024-05-02 [Bo Lin speaker]",
    ),
    (
        "Ms Ada Pun will attend the \"Think Tides, Think Lanterns\" business promotion event in Foshan on "
        "May 9.",
        "other planned 2024-05-09 [Ada Pun participant] @ Foshan",
    ),
    (
        "Officiating at the opening of the Kite Forum on May 2, Mr Bo Lin said that all was well.",
        "ceremony done 2024-05-02 [Bo Lin speaker]",
    ),
    (
        "Visiting Foshan on May 2, Mr Bo Lin said that all was well.",
        "visit done 2024-05-02 [Bo Lin participant] @ Foshan",
    ),
    (
        "The Director of the Kite Board, Mr Bo Lin, left. The Director, Mr Bo Lin, came back.",
        "Bo Lin org:holds Director of the Kite Board",
    ),
    (
        "The Director of the Kite Board, Mr Bo Lin, left. The Director, Mr Qi Wenbo, came back.",
        "Bo Lin org:holds Director of the Kite Board; Qi Wenbo org:holds Director",
    ),
    (
        "The Tide Office hosted the second edition of the Lantern Summit on May 2. Mr Bo Lin officiated "
        "at the summit.",
        "conference done 2024-05-02 [Bo Lin participant, Tide Office host]",
    ),
    (
        "Mr Bo Lin bought the second edition of the Tide Book.",
        "nothing",
    ),
    (
        "Ms Ada Pun attended the Kite Conference. She left with Mr Bo Lin. Speaking at the conference, "
        "they praised the lamps.",
        "conference done - [Ada Pun participant]",
    ),
    (
        "The Kite Board sponsored the Kite Conference on May 2. Ms Ada Pun joined the event with Mr Bo "
        "Lin. Speaking at the conference, they praised the lamps.",
        "conference done 2024-05-02 [Ada Pun speaker, Bo Lin speaker, Kite Board participant]",
    ),
    (
        "The Tide Office, together with the Kite Board, collaborated with the Moon Society to host a lamp"
        " reception in Foshan on May 2.",
        "other done 2024-05-02 [Kite Board host, Moon Society host, Tide Office host] @ Foshan",
    ),
    (
        "The Tide Office collaborated with the Moon Society and will host a lamp reception in Foshan on "
        "May 9.",
        "other planned 2024-05-09 [Tide Office host] @ Foshan",
    ),
    (
        "Mr Bo Lin attended the Kite Conference on May 2. The Kite Board's representatives Mei Wong and "
        "Ada Chan were also present.",
        "conference done 2024-05-02 [Ada Chan participant, Bo Lin participant, Mei Wong participant]",
    ),
    (
        "Mr Bo Lin attended the Kite Conference on May 2. The lamps of the Kite Board were also present.",
        "conference done 2024-05-02 [Bo Lin participant]",
    ),
    (
        "Mr Bo Lin attended the Kite Council Dialogue with Moon Economic Leaders on May 2.",
        "conference done 2024-05-02 [Bo Lin participant]",
    ),
    (
        "The Tide Office signed an MoU with the Kite Board at the Lamp Forum on May 2, witnessed by Mr Bo"
        " Lin.",
        "agreement done 2024-05-02 [Bo Lin witness, Kite Board party, Tide Office party] | signing done "
        "2024-05-02 [Bo Lin witness, Kite Board signatory, Tide Office signatory]",
    ),
    (
        "Two Memoranda of Understanding will be signed at the Lamp Forum on May 9, with the Mayor of "
        "Foshan, Mr Bo Lin, witnessing the signing.",
        "agreement planned 2024-05-09 [Bo Lin witness] | signing planned 2024-05-09 [Bo Lin witness] | Bo"
        " Lin org:holds Mayor of Foshan",
    ),
    (
        "The pact on lamps was signed by the Kite Board and the Moon Society on May 2, with Mr Bo Lin "
        "witnessing the signing.",
        "agreement done 2024-05-02 [Bo Lin witness, Kite Board party, Moon Society party] | signing done "
        "2024-05-02 [Bo Lin witness, Kite Board signatory, Moon Society signatory]",
    ),
    (
        "The Lamp Forum was held in Foshan on May 2, with Ms Ada Pun delivering a keynote speech.",
        "conference done 2024-05-02 [Ada Pun speaker] @ Foshan",
    ),
    (
        "Ms Ada Pun visited Foshan on May 2 with Mr Bo Lin, praising the lamps.",
        "visit done 2024-05-02 [Ada Pun participant, Bo Lin participant] @ Foshan",
    ),
    (
        "The Tide Office signed a memorandum of understanding with the Kite Board on May 2. The MoU was "
        "witnessed by Mr Bo Lin.",
        "agreement done 2024-05-02 [Bo Lin witness, Kite Board party, Tide Office party] | signing done "
        "2024-05-02 [Bo Lin witness, Kite Board signatory, Tide Office signatory]",
    ),
    (
        "The Tide Office signed an MoU with the Kite Board on May 2. The agreement was witnessed by Mr Bo"
        " Lin.",
        "agreement done 2024-05-02 [Bo Lin witness, Kite Board party, Tide Office party] | signing done "
        "2024-05-02 [Bo Lin witness, Kite Board signatory, Tide Office signatory]",
    ),
    (
        "The Tide Office signed a framework agreement with the Kite Board on May 2. The MoU was witnessed"
        " by Mr Bo Lin.",
        "agreement done 2024-05-02 [Kite Board party, Tide Office party] | signing done 2024-05-02 [Kite "
        "Board signatory, Tide Office signatory]",
    ),
    (
        "The Managing Director, Lamps, of the Tide Company, Mr Bo Lin, left.",
        "Bo Lin org:holds Managing Director, Lamps of the Tide Company",
    ),
    (
        "The Director, Mei Wong, of the Tide Company, left.",
        "Mei Wong org:holds Director",
    ),
    (
        "The Director of the Tide Board, Mr Bo Lin; and the Chairman, Mr Qi Wenbo, left.",
        "Bo Lin org:holds Director of the Tide Board; Qi Wenbo org:holds Chairman",
    ),
    (
        "The Director of the Tide Board, Mr Bo Lin, and the Chairman, Mr Qi Wenbo, left.",
        "Bo Lin org:holds Director of the Tide Board; Qi Wenbo org:holds Chairman of the Tide Board",
    ),
    (
        "Ms Wong Mei-fan said at the Lantern Forum that Mr Bo Lin visited Huizhou on May 2.",
        "conference done - [Wong Mei-fan speaker] | visit done 2024-05-02 [Bo Lin participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan told reporters that Mr Bo Lin visited Huizhou on May 2.",
        "visit done 2024-05-02 [Bo Lin participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan said at the Lantern Forum on May 2 that lamps were in demand.",
        "conference done 2024-05-02 [Wong Mei-fan speaker]",
    ),
    (
        "Ms Wong Mei-fan spoke at the Lantern Forum and met Mr Bo Lin on May 2.",
        "conference done 2024-05-02 [Wong Mei-fan speaker] | "
        "meeting done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "The appointment of Mr Bo Lin as Chairman of the Lantern Council will take effect on June 1.",
        "appointment planned 2024-06-01 [Bo Lin participant] | Bo Lin org:holds Chairman of the Lantern Council",
    ),
    (
        "The appointments of Mr Bo Lin and Ms Ada Pun as members of the Lantern Council took effect on May 1.",
        "appointment done 2024-05-01 [Ada Pun participant, Bo Lin participant] | "
        "Ada Pun org:holds member of the Lantern Council; Bo Lin org:holds member of the Lantern Council",
    ),
    ("The appointment of consultants will take effect on June 1.", "nothing"),
    (
        "Ms Wong Mei-fan, representing the Tides Bureau, signed the Kite Agreement in Huizhou on May 2.",
        "agreement done 2024-05-02 [Tides Bureau party, Wong Mei-fan signatory for Tides Bureau] | "
        "signing done 2024-05-02 [Wong Mei-fan signatory for Tides Bureau] @ Huizhou",
    ),
    (
        "The Kite Agreement was signed by Ms Wong Mei-fan, representing the Tides Bureau, and Mr Bo Lin, representing the Kite Association, on May 2.",
        "agreement done 2024-05-02 [Bo Lin signatory for Kite Association, Kite Association party, Tides Bureau party, Wong Mei-fan signatory for Tides Bureau] | "
        "signing done 2024-05-02 [Bo Lin signatory for Kite Association, Wong Mei-fan signatory for Tides Bureau]",
    ),
    (
        "Ms Wong Mei-fan met the Lantern Association, representing 20 companies, on May 2.",
        "meeting done 2024-05-02 [Lantern Association participant, Wong Mei-fan participant] | "
        "Lantern Association met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan met Mr Bo Lin of the Tides Bureau, Ms Ada Pun of the Kite Association and Dr Kai Ho on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Bo Lin participant, Kai Ho participant, Wong Mei-fan participant] | "
        "Ada Pun met Wong Mei-fan; Bo Lin met Wong Mei-fan; Kai Ho met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan yesterday met a delegation of the Kite Association headed by Mr Bo Lin.",
        "meeting done 2024-05-02 [Bo Lin participant, Kite Association participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan; Kite Association met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan yesterday met members of the Kite Association. Mr Bo Lin heads the Kite Association.",
        "meeting done 2024-05-02 [Kite Association participant, Wong Mei-fan participant] | "
        "Kite Association met Wong Mei-fan | "
        "Bo Lin org:holds head of the Kite Association",
    ),
    (
        "The Lantern Task Force held its second meeting in Macao on May 2 under the chairmanship of Ms Wong Mei-fan.",
        "meeting done 2024-05-02 [Lantern Task Force organiser, Wong Mei-fan chair] @ Macao Special Administrative Region",
    ),
    ("Under the chairmanship of Ms Wong Mei-fan, the Lantern Task Force has grown.", "nothing"),
    (
        "Ms Wong Mei-fan's visit to Zhuhai scheduled for May 9 has been cancelled.",
        "visit cancelled 2024-05-09 [Wong Mei-fan participant] @ Zhuhai",
    ),
    (
        "Ms Wong Mei-fan's visit to Zhuhai on May 9 has been cancelled.",
        "visit cancelled 2024-05-09 [Wong Mei-fan participant] @ Zhuhai",
    ),
    (
        "On May 2, Ms Wong Mei-fan's visit to Zhuhai was cancelled.",
        "visit cancelled - [Wong Mei-fan participant] @ Zhuhai",
    ),
    ("The delegation invited to Zhuhai has met Mr Bo Lin.", "nothing"),
    (
        "The Government announced today (May 3) that Ms Ada Pun will take up the post of Director of the Kite Office on June 1.",
        "appointment planned 2024-06-01 [Ada Pun participant] | "
        "Ada Pun org:holds Director of the Kite Office",
    ),
    (
        "The Government announced today (May 3) that Ms Ada Pun will take up the post of Director of the Kite Office.",
        "appointment planned - [Ada Pun participant] | "
        "Ada Pun org:holds Director of the Kite Office",
    ),
    (
        "Ms Ada Pun will today (May 3) take up the post of Director of the Kite Office.",
        "appointment planned 2024-05-03 [Ada Pun participant] | "
        "Ada Pun org:holds Director of the Kite Office",
    ),
    (
        "Ms Wong Mei-fan will succeed Mr Bo Lin, who will become Commissioner for Harbours with effect from June 1.",
        "appointment planned 2024-06-01 [Bo Lin participant] | "
        "Bo Lin org:holds Commissioner for Harbours",
    ),
    (
        "Mr Bo Lin, who will become a father soon, met Ms Ada Pun on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Bo Lin participant] | "
        "Ada Pun met Bo Lin",
    ),
    (
        "Mr Victor To met Ms Ada Pun on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Victor To participant] | "
        "Ada Pun met Victor To",
    ),
    ("Ms Ada Pun wrote to Mr Chan. So far, lamps were out.", "nothing"),
    (
        "During the absence of Mr Bo Lin, Ms Ada Pun will act as Director of Kites.",
        "Ada Pun org:holds Director of Kites",
    ),
    ("Ms Ada Pun will act as a bridge between both cities.", "nothing"),
    (
        "The Foshan Customs and the Macao Customs Service mounted a joint operation on May 2.",
        "other done 2024-05-02 [Foshan Customs organiser, Macao Customs Service organiser]",
    ),
    ("The Foshan Customs mounted an operation on May 2.", "nothing"),
    (
        "The Kite Office signed an agreement with the Moon University on May 2.",
        "agreement done 2024-05-02 [Kite Office party, Moon University party] | "
        "signing done 2024-05-02 [Kite Office signatory, Moon University signatory]",
    ),
    ("The Kite Office came to an agreement with the Moon University on May 2.", "nothing"),
    (
 'Mr Bo Lin was originally scheduled to attend the Kite Conference and the "Kite Dinner" organised by the Foshan Tides Council tomorrow (May 4), where he would meet with local business leaders.',
        "other planned 2024-05-04 [Foshan Tides Council organiser]",
    ),
    (
        "The Kite Office and the Moon University entered into a Memorandum of Understanding on Co-operation in Flood Prevention in Huizhou on May 2, laying the groundwork for closer exchange of data.",
        "agreement done 2024-05-02 [Kite Office party, Moon University party] | "
        "signing done 2024-05-02 [Kite Office signatory, Moon University signatory] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan and Mr Bo Lin co-chaired the third Lantern Working Meeting in Huizhou today (May 3). Other Zhuhai members attending included Mr Adrian Shum; Mrs Bonnie Fok; and Mr Kelvin Tsoi. The Huizhou delegation comprised Ms Isabel Leong; Mr Chao Weng Kin; and representatives of the Kite Office.",
        "meeting done 2024-05-03 [Adrian Shum participant, Bo Lin chair, Bonnie Fok participant, Chao Weng Kin participant, Isabel Leong participant, Kelvin Tsoi participant, Kite Office participant, Wong Mei-fan chair] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan visited Huizhou on May 2. Mr Bo Lin also joined the visit.",
        "visit done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan visited Huizhou on May 2. Mr Bo Lin also joined the civil service.",
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Huizhou",
    ),
    (
        "Ms Wong Mei-fan went to Huizhou Polytechnic on May 2.",
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Huizhou Polytechnic",
    ),
    (
        "Undersecretary for Tides Terence Ip met Mr Bo Lin on May 2.",
        "meeting done 2024-05-02 [Bo Lin participant, Terence Ip participant] | "
        "Bo Lin met Terence Ip | "
        "Terence Ip org:holds Undersecretary for Tides",
    ),
    (
        "Mr Bo Lin met Ms Ada Pun today (May 3). Mr Bo Lin addressed the opening of the Lantern Exhibition. At the meeting with Ms Pun, he pointed out that lamps were out.",
        "ceremony done 2024-05-03 [Bo Lin speaker] | "
        "meeting done 2024-05-03 [Ada Pun participant, Bo Lin participant] | "
        "Ada Pun met Bo Lin",
    ),
    (
        "Ms Ada Pun attended the Lantern Exhibition on May 2. Thirty companies are taking part in the three-day event, which has been organised by the Kite Office.",
        "conference done 2024-05-02 [Ada Pun participant, Kite Office organiser]",
    ),
    ("Ms Wong Mei-fan and Mr Bo Lin have met four times in the past two years.", "nothing"),
    (
        "Ms Wong Mei-fan and Mr Bo Lin met in Zhuhai on May 2 for the fourth time.",
        "meeting done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] @ Zhuhai | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "Mr Bo Lin held talks with the college's Dean, Professor Ada Pun, in Foshan on May 2.",
        "meeting done 2024-05-02 [Ada Pun participant, Bo Lin participant] @ Foshan | "
        "Ada Pun met Bo Lin | "
        "Ada Pun org:holds Dean",
    ),
    (
        "Ms Wong Mei-fan began the day with a meeting with Mr Bo Lin on May 2.",
        "meeting done 2024-05-02 [Bo Lin participant, Wong Mei-fan participant] | "
        "Bo Lin met Wong Mei-fan",
    ),
    (
        "Ms Wong Mei-fan rounded off her trip to Foshan on May 2 with a visit to the Kite Museum.",
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Foshan | "
        "visit done 2024-05-02 [Wong Mei-fan participant] @ Kite Museum",
    ),
    (
        "Mr Bo Lin signed the Tides Agreement with the Kite Bureau on May 2. Ms Ada Pun and Ms Wong Mei-fan bore witness to the signing.",
        "agreement done 2024-05-02 [Ada Pun witness, Bo Lin signatory, Kite Bureau party, Wong Mei-fan witness] | "
        "signing done 2024-05-02 [Ada Pun witness, Bo Lin signatory, Wong Mei-fan witness]",
    ),
    (
        "Mr Bo Lin signed the Tides Agreement with the Kite Bureau on May 2. Ms Ada Pun and Ms Wong Mei-fan were the witnesses.",
        "agreement done 2024-05-02 [Ada Pun witness, Bo Lin signatory, Kite Bureau party, Wong Mei-fan witness] | "
        "signing done 2024-05-02 [Ada Pun witness, Bo Lin signatory, Wong Mei-fan witness]",
    ),
    (
        "The Tides Council signed the Tides Agreement with the Kite Bureau on May 2. The document was signed by Mr Bo Lin and Ms Ada Pun.",
        "agreement done 2024-05-02 [Ada Pun signatory, Bo Lin signatory, Kite Bureau party, Tides Council party] | "
        "signing done 2024-05-02 [Ada Pun signatory, Bo Lin signatory]",
    ),
    (
        "Mr Bo Lin and Ms Ada Pun signed the Tides Agreement on May 2, with Ms Wong Mei-fan as witness.",
        "agreement done 2024-05-02 [Ada Pun signatory, Bo Lin signatory, Wong Mei-fan witness] | "
        "signing done 2024-05-02 [Ada Pun signatory, Bo Lin signatory, Wong Mei-fan witness]",
    ),
    (
        "Ms Wong Mei-fan addressed the Pearl Forum on Ageing Societies, organised by the Tides Council and the Kite Bureau on May 2.",
        "conference done 2024-05-02 [Kite Bureau organiser, Tides Council organiser, Wong Mei-fan speaker]",
    ),
    (
        "Mr Bo Lin took the chair at the plenary session of the Pearl Forum on May 2.",
        "conference done 2024-05-02 [Bo Lin chair]",
    ),
    (
        "The Tides Council held its fourth plenary meeting in Zhuhai on May 2. The two co-chairmen, Mr Bo Lin and Ms Ada Pun, presided over the meeting.",
        "meeting done 2024-05-02 [Ada Pun chair, Bo Lin chair, Tides Council organiser] @ Zhuhai",
    ),
    (
        "Mr Bo Lin held talks with Ms Ada Pun in Foshan on May 1. They moved on to Zhuhai the next day (May 2).",
        "meeting done 2024-05-01 [Ada Pun participant, Bo Lin participant] @ Foshan | "
        "Ada Pun met Bo Lin",
    ),
    (
        "Mr Bo Lin and Ms Ada Pun signed the Tides Agreement on Monday.",
        "agreement done 2024-04-29 [Ada Pun signatory, Bo Lin signatory] | "
        "signing done 2024-04-29 [Ada Pun signatory, Bo Lin signatory]",
    ),
    (
        "The delegation of the Tides Council, led by its Chairman, Mr Bo Lin, arrived in Foshan on May 1. The party moved on to Zhuhai on May 2.",
        "visit done 2024-05-01 [Bo Lin participant] @ Foshan | "
        "visit done 2024-05-02 [Tides Council participant] @ Zhuhai | "
        "Bo Lin org:holds Chairman of the Tides Council",
    ),
    (
        "The Kite Carnival, put on by the Tides Council, opened on May 2.",
        "other done 2024-05-02 [Tides Council organiser]",
    ),
    (
        'The Tides Council held the "Kites: Tides and Downs for All" Webinar in Zhuhai on May 2.',
        "conference done 2024-05-02 [Tides Council organiser] @ Zhuhai",
    ),
    ("Ms Wong Mei-fan hoped for a meeting with Mr Bo Lin.", "nothing"),
    (
        "Negotiations for the signing of the Tides Agreement by the Tides Council and the Kite Bureau began on May 2.",
        "nothing",
    ),
    ("Ms Wong Mei-fan concluded her speech on May 2 with a call on the Tides Council to act.", "nothing"),
    (
        "Ms Wong Mei-fan ended her remarks on May 2 with a call for talks between the Tides Council and the Kite Bureau.",
        "nothing",
    ),
    (
        "The Tides Council signed the Tides Agreement with the Kite Bureau on May 2. Mr Bo Lin was a witness in the trial.",
        "agreement done 2024-05-02 [Kite Bureau party, Tides Council party] | "
        "signing done 2024-05-02 [Kite Bureau signatory, Tides Council signatory]",
    ),
    (
        "Miss Mei Wong today (March 15) visited Porto. Miss Wong and Dr Tim Lam earlier visited the Moon Museum.",
        "visit done 2024-03 [Mei Wong participant, Tim Lam participant] @ Moon Museum | "
        "visit done 2024-03-15 [Mei Wong participant] @ Porto",
    ),
    (
        "Miss Mei Wong today (March 15) visited Porto. Earlier in the day, Miss Wong visited the Moon Museum.",
        "visit done 2024-03-15 [Mei Wong participant] @ Moon Museum | "
        "visit done 2024-03-15 [Mei Wong participant] @ Porto",
    ),
    (
        "They met leaders of our Ministry of Tides (MT)– Minister Wang Lu, and others.",
        "Wang Lu org:holds Minister of the Ministry of Tides",
    ),
    (
        "Ms Wong Mei-fan, who has led the Tide Board since April 2024, was elected Chairman of the Kite Committee.",
        "appointment done - [Wong Mei-fan participant] | Wong Mei-fan org:holds Chairman of the Kite Committee",
    ),
    (
        "Ms Wong Mei-fan resigned from the Tide Board today after she was elected President of the Moon Council.",
        "appointment done - [Wong Mei-fan participant] | appointment done 2024-05-03 [Wong Mei-fan participant] | Wong Mei-fan org:holds President of the Moon Council",
    ),
    (
        "These included two Tide CEO Summits held in Zhuhai in 2017 and Foshan in 2018, the 2018 Kite Forum in Hainan and the Lantern Expo in Shanghai.",
        "nothing",
    ),
    (
        "These invited guests met Ms Wong Mei-fan.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan met with Lantern Board Economic Leaders.",
        "nothing",
    ),
    (
        "Ms Wong Mei-fan attended the Kite Dialogue with Lantern Board Leaders.",
        "conference done - [Wong Mei-fan participant]",
    ),
    (
        "Ms Wong Mei-fan met with Lantern Board Members and Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | Qi Wenbo met Wong Mei-fan",
    ),
    (
        "Running from May 1 to 2, the Kite Fair drew many people. Ms Wong Mei-fan spoke at the opening ceremony.",
        "ceremony done 2024-05 [Wong Mei-fan speaker]",
    ),
)  # fmt: skip
GAPS = (
    (
        "Ms Ada Pun attended the Kite Conference and Mr Bo Lin the Tides Seminar.",
        "conference done - [Ada Pun participant] | "
        "conference done - [Bo Lin participant]",
        "a second subject whose verb is left out",
    ),
    (
        "Ms Ada Pun toured the Pearl Tide Laboratory, while Mr Bo Lin went to Foshan and met its Director, Mr Qi Wenbo.",
        "meeting done - [Bo Lin participant, Qi Wenbo participant] @ Foshan | "
        "visit done - [Ada Pun participant] @ Pearl Tide Laboratory | "
        "visit done - [Bo Lin participant] @ Foshan | "
        "Bo Lin met Qi Wenbo",
        "whose director he is decides where they met",
    ),
    (
        "Mr Bo Lin spoke while Ms Wong Mei-fan met Mr Qi Wenbo.",
        "meeting done - [Qi Wenbo participant, Wong Mei-fan participant] | "
        "Qi Wenbo met Wong Mei-fan",
        "who speaks elsewhere speaks at the meeting",
    ),
    (
        "The Kite Conference, originally scheduled for May 9, will now be held on May 12 in Foshan. Ms Ada Pun will attend it.",
        "conference planned 2024-05-12 [Ada Pun participant] @ Foshan",
        "an event told of again by a pronoun",
    ),
    (
        "Ms Ada Pun's meeting with Mr Qi Wenbo, held on May 2, was cordial.",
        "meeting done 2024-05-02 [Ada Pun participant, Qi Wenbo participant] | "
        "Ada Pun met Qi Wenbo",
        "a meeting that is only spoken of",
    ),
    (
        "The visit of Ms Ada Pun to Foshan on May 9 has been cancelled.",
        "visit cancelled 2024-05-09 [Ada Pun participant] @ Foshan",
        "whose visit it is stands behind \"of\"",
    ),
    (
        "Ms Ada Pun flew to Foshan for the Kite Conference.",
        "conference done - [Ada Pun participant] @ Foshan | "
        "visit done - [Ada Pun participant] @ Foshan",
        "who goes somewhere for an event attends it",
    ),
)  # fmt: skip
SIDES = (
    # (one side, the other side, the sentence): everyone of the one met everyone of the other, nobody his own
    (("Wong Mei-fan",), ("Qi Wenbo",), "Ms Wong Mei-fan met Mr Qi Wenbo."),
    (("Wong Mei-fan", "Ada Pun"), ("Qi Wenbo",), "Ms Wong Mei-fan and Ms Ada Pun met Mr Qi Wenbo."),
    (("Wong Mei-fan",), ("Qi Wenbo", "Bo Lin"), "Ms Wong Mei-fan called on Mr Qi Wenbo and Mr Bo Lin."),
    (("Wong Mei-fan", "Ada Pun"), ("Qi Wenbo", "Bo Lin"), "Ms Wong Mei-fan and Ms Ada Pun held talks with Mr Qi Wenbo and Mr Bo Lin."),
    (("Wong Mei-fan", "Ada Pun"), ("Qi Wenbo", "Bo Lin"), "Mr Qi Wenbo and Mr Bo Lin were received by Ms Wong Mei-fan and Ms Ada Pun."),
    ((), (), "Ms Wong Mei-fan and Mr Qi Wenbo co-chaired the Pearl Summit on Lantern Safety."),
    ((), (), "Ms Wong Mei-fan and Mr Qi Wenbo attended the Pearl Summit on Lantern Safety."),
    ((), (), "Ms Wong Mei-fan and Mr Qi Wenbo visited the Zhuhai Lantern Museum."),
    ((), (), "Ms Wong Mei-fan and Mr Qi Wenbo signed the Framework Agreement on Lantern Safety."),
)  # fmt: skip
MOST_SECONDS = 90.0  # what no sentence needs whose reading ends at all
NAME = "Ms Wong Mei-fan met Mr Qi Wenbo"


@pytest.mark.parametrize(("text", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_a_sentence_tells_this_and_no_more(text: str, told: str) -> None:
    assert str(list_facts(read_text(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [pytest.param(text, told, marks=pytest.mark.xfail(reason=why, strict=True), id=text) for text, told, why in GAPS],
)
def test_a_sentence_that_is_still_told_wrongly(text: str, told: str) -> None:
    assert str(list_facts(read_text(text))) == told


@pytest.mark.parametrize(("ones", "others", "text"), SIDES, ids=[row[2] for row in SIDES])
def test_everyone_of_one_side_met_everyone_of_the_other_and_nobody_his_own(
    ones: tuple[str, ...], others: tuple[str, ...], text: str
) -> None:
    met = {frozenset(pair) for pair in list_facts(read_text(text)).met}
    assert met == {frozenset((one, other)) for one in ones for other in others}


@pytest.mark.parametrize("dropped", [0, 1, 2])
def test_a_sentence_is_read_wherever_it_breaks_off(dropped: int) -> None:
    for text, _ in ROWS:
        words = text.rstrip(".").split(" ")
        for end in range(len(words) - dropped, 0, -5):
            assert read_text(" ".join(words[:end])).release.lang == "en"
    assert str(list_facts(read_text("Ms Mei Wong visited Zhuhai, respectively"))) != "nothing"


LONG = {
    "relatives": NAME + ", " + "who visited Zhuhai, " * 6000 + "today.",
    "one word": "lantern " * 20000,
    "nominals": "The signing of " * 5000 + "the agreement took place.",
    "brackets behind": NAME + " (" * 1000 + "of Zhuhai" + ")" * 1000 + ".",
    "brackets around": "(" * 1000 + NAME + ")" * 1000,
    "quotes": "“" * 1000 + NAME + "”" * 1000 + ".",
    "and then": NAME + ", and then" * 5000 + ".",
    "clauses": " ".join([f"{NAME} and"] * 2858) + " left.",
    "list": "Ms Wong Mei-fan met " + "Mr Qi Wenbo, " * 6600 + "and Mr Bo Lin.",
}


class TooSlow(BaseException):
    """A sentence took longer than it may; no Exception, since the reader would take that for a bad release."""


@contextmanager
def limit_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlow(f"not read within {MOST_SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", LONG)
def test_the_reading_of_a_sentence_of_any_size_ends(name: str) -> None:
    with limit_time():
        read_text(LONG[name])


def test_since_when_something_else_is_so_is_no_start_of_an_office() -> None:
    text = "Ms Wong Mei-fan, who has led the Tide Board since April 2024, was elected Chairman of the Kite Committee."
    (tenure,) = read_text(text).tenures
    assert tenure.start is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Dr Mabel Kwong will assume the post of Director of Lanterns on May 6, succeeding Mr Bo Lin.",
            (None, "2024-05-03"),
        ),
        (
            "On May 1, Dr Mabel Kwong took up the post of Director of Lanterns, vice Mr Bo Lin.",
            ("2024-05-03", None),
        ),
    ],
)
def test_who_will_be_replaced_is_not_gone_yet(text: str, dates: tuple[str | None, str | None]) -> None:
    (left,) = (tenure for tenure in read_text(text).tenures if tenure.capacity == "gba:former")
    assert (left.attested_on, left.announced_on) == dates


def test_a_time_that_reaches_into_a_name_costs_no_release() -> None:
    text = "Today'S Meeting Falls Some Six Weeks After The Lantern Meeting Falls Some Six Weeks After The Kite Plan (G"
    assert str(list_facts(read_text(text))) == "nothing"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The Lantern Talent Scheme has received over 380 applications.", ["380"]),
        ("The Lantern Development Plan goes on. A seminar was attended by 380 representatives.", []),
    ],
)
def test_a_figure_is_of_a_scheme_and_not_of_a_plan_under_which_much_else_is_done(text: str, values: list[str]) -> None:
    assert [indicator.value for indicator in read_text(text).indicators] == values


@pytest.mark.parametrize(
    ("lang", "text", "figures"),
    [
        ("en", "Coupled with others, the Lantern Talent Scheme has received over 380 applications.", []),
        ("en", "At the Lantern Talent Scheme, where she met 380 leaders, Ms Kwong spoke.", []),
        ("en", "The Lantern Talent Scheme covers firms under 23 agreements.", [("23", "exactly")]),
        ("zh", "高端人才通行證計劃收到逾380宗申請。", [("380", "least")]),
        ("zh", "高端人才通行證計劃舉辦280多場活動。", [("280", "least")]),
        ("zh", "高端人才通行證計劃的活動，其中八場活動由香港承辦。", []),
    ],
)
def test_a_figure_that_is_shared_or_counts_a_part_is_of_nothing(
    lang: str, text: str, figures: list[tuple[str, str]]
) -> None:
    found = read_text(text, lang=lang).indicators
    assert [(indicator.value, indicator.bound) for indicator in found] == figures


@pytest.mark.parametrize(
    ("lang", "text", "parents"),
    [
        ("en", "Ms Kwong met the Kite Office of the Tide Bureau today.", ["body/tide-bureau"]),
        ("en", "Ms Kwong met the former Kite Office of the Tide Bureau today.", []),
        ("en", "Ms Kwong met the Federation of Hong Kong Industries today.", []),
        ("en", "The Tide Bureau signed an agreement to establish the Kite Centre at Porto University today.", []),
        ("en", "The Kite Centre at Porto University will be established next year.", []),
        ("en", "The Tide Bureau set up the Kite Centre at Porto University today.", ["body/porto-university"]),
        ("zh", "鄺美寶今日與潮汐局風箏處會面。", ["body/潮汐局"]),
        ("zh", "潮汐局計劃設立潮汐局風箏處。", ["body/潮汐局"]),
        ("zh", "鄺美寶今日與原潮汐局風箏處會面。", []),
    ],
)
def test_a_name_says_under_whom_a_body_is_and_not_under_whom_it_was(lang: str, text: str, parents: list[str]) -> None:
    statements = read_text(text, lang=lang).statements
    assert [said.object for said in statements if said.predicate == "org:subOrganizationOf"] == parents


def test_a_plan_behind_one_of_several_days_has_only_their_month() -> None:
    text = "潮汐局局長鄺美寶周三、周四出席燈籠部長會議。\n\n此外，鄺美寶會出席由潮汐局舉辦的風箏工作坊。"
    events = read_text(f"潮汐局局長鄺美寶明日下午前往首爾。\n\n{text}", "2024-05-06T12:00+08:00", "zh").events
    days = {event.label: (event.start, event.end) for event in events}
    assert (days["燈籠部長會議"], days["風箏工作坊"]) == (("2024-05-08", "2024-05-09"), ("2024-05", None))


def test_who_chairs_a_committee_of_something_chairs_not_all_of_it() -> None:
    text = "The {} of the Tide Bureau, Ms Kwong Mei-po, visited Huizhou today."
    held = {
        title: [said.object for said in read_text(text.format(title)).statements if said.predicate == "org:holds"]
        for title in ("Chairman", "Organising Committee Chairman")
    }
    assert held == {"Chairman": ["post/chairman-tide-bureau"], "Organising Committee Chairman": []}
