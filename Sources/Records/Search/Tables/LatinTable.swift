// Made by scripts/make-search-tables from the Unicode character database and Unihan (package unicode-data).
// Copyright Unicode, Inc., under the Unicode License: https://www.unicode.org/copyright.html

/// `letters:characters`: Latin letters with marks, and what they are without, in small letters.
let latinTable: StaticString = """
    a:ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ ae:Ææ b:ḂḃḄḅḆḇ c:ÇçĆćĈĉĊċČčḈḉ d:ÐðĎ\
    ďĐđḊḋḌḍḎḏḐḑḒḓ dz:ǄǅǆǱǲǳ e:ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ f:Ḟḟ g:ĜĝĞğĠġĢģǦǧǴǵ\
    Ḡḡ h:ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ i:ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị ij:Ĳĳ j:Ĵĵǰ k:ĶķǨǩḰḱḲḳḴḵ l:ĹĺĻļĽľŁłḶḷḸ\
    ḹḺḻḼḽ lj:Ǉǈǉ m:ḾḿṀṁṂṃ n:ÑñŃńŅņŇňŊŋǸǹṄṅṆṇṈṉṊṋ nj:Ǌǋǌ o:ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏ\
    ṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ oe:Œœ p:ṔṕṖṗ r:ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ s:ŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ ss:ßẞ t:\
    ŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ th:Þþ u:ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự v:ṼṽṾṿ w:\
    ŴŵẀẁẂẃẄẅẆẇẈẉẘ x:ẊẋẌẍ y:ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ z:ŹźŻżŽžẐẑẒẓẔẕ
    """
