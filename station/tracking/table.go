package tracking

// table holds every format, one a line:
//
//	usps impb-zip5 420.n5.9.{12345}.n20 gs1@8 #8
//
// The carrier, its service, and the characters: n digits, x digits and capital
// letters, a capital letters, each with how many, c the two letters of a
// country, one of a set in braces, anything else as it stands. Then the check
// and the part of the text it looks at ("-" for none), and the part that the
// carrier tracks, if it is not all. Parts are @from or @from-to.
//
// Where the formats are from: the guides of UPS, FedEx, DPD and USPS (publication
// 199), UPU S10, and the numbers that are seen.
const table = `
ups            1z               1Z.x15.n1                      ups
ups            waybill          a1.n10                         ups@1

usps           impb             9.{12345}.n20                  gs1
usps           impb-26          9.{12345}.n24                  gs1
usps           impb-zip5        420.n5.9.{12345}.n20           gs1@8  #8
usps           impb-zip9        420.n9.9.{12345}.n20           gs1@12 #12
usps           impb-26-zip5     420.n5.9.{12345}.n24           gs1@8  #8
usps           impb-26-zip9     420.n9.9.{12345}.n24           gs1@12 #12
usps           legacy-20        n20                            gs1after91
usps           20               n20                            gs1
usps           s10              a2.n9.US                       s10@2-11

fedex          12               n12                            fedex
fedex          34               1.{01}.n32                     fedex@20 #22
fedex          astra            3.n31                          fedex@16-28 #16-28
fedex          ground           n15                            gs1
fedex          ground-96        96.n20                         gs1@7  #7
fedex          ground-gsn       96.n32                         fedex@20 #22
fedex          ground-sscc      0.{0124}.n16                   gs1
fedex          smartpost        92612.n17                      gs1
fedex          smartpost-20     612.n17                        gs1after92

dhl            express          n10                            mod7
dhl            express-11       n11                            mod7
dhl            express-piece    J.a2.n9-10                     -
dhl            express-piece    JVGL.n9-10                     -
dhl            parcel           JJD.n16-20                     -
dhl            parcel           JVGL.n11-20                    -
dhl            parcel           00340.n15                      gs1@2
dhl            ecommerce        GM.x10-39                      -
dhl            ecommerce-14     n14                            -

dpd            28               x7.n20.x1                      dpd
dpd            label            %.x7.n20                       -      #8-22
dpd            14               n14.x1                         dpd

royal-mail     s10              a2.n9.GB                       s10@2-11
deutsche-post  s10              a2.n9.DE                       s10@2-11
canada-post    s10              a2.n9.CA                       s10@2-11
canada-post    16               n16                            gs1
post           s10              a2.n9.c                        s10@2-11

amazon         logistics        TB.{ACM}.n12                   -
amazon         international    C1.n9                          -
ontrac         c                C.n14                          ups
ontrac         d                D.n14                          ups
lasership      lx               L.{AEHINX}.{123}.n7            -
lasership      1ls7             1LS7.{12}.n10                  -
lasership      1ls7-18          1LS7.{12}.n2.01.{1234}.n6.-1   -
lasership      1lscx            1LSCX.x10                      -

purolator      numeric          n12                            luhn
purolator      alpha            a3.n9                          -
canpar         22               {DLS}.n21                      -
yodel          jd               JD0002.n12                     -
yodel          jjd              JJD0002.n12                    -
old-dominion   pro              072.n8                         luhn
old-dominion   pro              77.n9                          luhn
old-dominion   pro              780.n8                         luhn
old-dominion   guaranteed       80.n9                          luhn
gofo           us               GFUS.n14                       -
landmark       global           LTN.n8.N1                      -
speedee        18               SP.n18                         -
yunexpress     16               YT.n16                         -
`
