"""Traditional characters as simplified ones, one for one, so that offsets stay."""

from __future__ import annotations

import re
from typing import Final

# The characters of function words, of measures and of regions: enough to read a sentence and a table.
_PAIRS: Final = (
    "佔占較较達达約约億亿萬万長长預预計计總总規规額额數数業业產产銷销營营淨净資资費费價价實实現现將将會会為为與与從从於于後后"
    "間间際际國国內内僅仅餘余個个點点減减擴扩滲渗覆覆蓋盖顯显據据統统測测報报項项處处類类別别兩两區区縣县來来過过還还則则並并"
    "時时當当廣广東东車车機机電电網网戶户員员險险標标進进轉转運运輸输設设備备發发關关開开陸陆隨随難难須须頭头領领題题願愿風风"
    "噸吨張张條条顆颗棟栋頃顷鐘钟對对週周負负塊块擔担狀状勝胜錯错禮礼這这隻只裡里過过圖图鏈链頻频開开"
    "養养驗验體体齡龄務务單单連连續续創创節节組组織织種种約约漲涨幣币圓元貨货貿贸財财稅税債债權权購购買买賣卖應应調调變变動动"
    "歲岁寬宽雙双極极幾几數数質质層层級级經经濟济損损虧亏補补貼贴賬账貸贷獲获認认證证響响擁拥約约終终絕绝積积穩稳緩缓趨趋躍跃"
    "攀攀歷历曆历適适選选擇择環环協协許许論论講讲談谈請请議议讓让護护讀读傳传價价億亿優优償偿儲储兌兑冊册冬冬凍冻劃划劑剂勞劳"
    "勢势匯汇啟启圍围執执場场壓压夠够屬属歐欧歸归殘残氣气決决況况滿满滬沪漁渔潤润灣湾無无爾尔獎奖環环異异療疗癒愈監监盤盘"
    "畝亩確确礦矿礎础稱称築筑簽签紀纪純纯細细給给維维線线編编縮缩績绩繼继聯联職职聽听舉举藥药蘭兰藝艺號号裝装製制複复見见觀观訂订"
    "訊讯訴诉診诊試试該该誌志語语說说課课諮咨謀谋譽誉貢贡貧贫責责貫贯賀贺賴赖輛辆輕轻載载輔辅輝辉輪轮辦办農农遊游遞递遠远遲迟"
    "遷迁鄉乡鄰邻醫医釋释針针鋼钢錄录鋰锂錢钱鍵键鎮镇鐵铁鑑鉴閉闭閱阅階阶際际陣阵陳陈陰阴險险雖虽離离靈灵頁页頂顶順顺頓顿頻频"
    "額额顧顾餐餐館馆駐驻騰腾驅驱魚鱼鮮鲜鳥鸟麗丽麥麦黃黄齊齐"
    "肅肃貴贵寧宁遼辽龍龙蘇苏慶庆臺台門门陝陕雲云瀋沈陽阳島岛廈厦鄭郑濟济烏乌魯鲁銀银紹绍興兴溫温揚扬鹽盐嶺岭濱滨邊边錦锦貳贰"
)
_SIMPLE: Final = {ord(old): new for old, new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) if old != new}
WRITTEN: Final = {
    ord(simple): traditional for traditional, simple in zip(_PAIRS[-2::-2], _PAIRS[::-2], strict=True)
}


_TRADITIONAL: Final = re.compile(f"[{''.join(map(chr, _SIMPLE))}]")


def simplified(text: str) -> str:
    """The text in simplified characters; same length, same offsets."""
    return text.translate(_SIMPLE) if _TRADITIONAL.search(text) else text
