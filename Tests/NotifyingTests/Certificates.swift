/// Certificates of an authority that nobody else trusts, good for a hundred years: made for these tests, and worth nothing
/// elsewhere.
enum Certificates {
    /// Who signed the other two.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBmTCCAT+gAwIBAgIUQJ4uM5KCu0bFcVso4Ok1iyFa8R0wCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDMzODUwWhgPMjEy
        NjExMDEwMzM4NTBaMBkxFzAVBgNVBAMMDnRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAEeyrKc1OF+Tx4/s3jfRzbYoInZS0Mq6YQ01AxxZ7P
        YEnaRBgP0RnXfBi+SkFIeFAHlGy4EhDyZlGwsdQIMJ1YfKNjMGEwHQYDVR0OBBYE
        FBdUyCi5DnWPYhzl0/dD7mseX2bDMB8GA1UdIwQYMBaAFBdUyCi5DnWPYhzl0/dD
        7mseX2bDMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgIEMAoGCCqGSM49
        BAMCA0gAMEUCIA4AUwWfHAfT/3XQr7ex3i4Q6sxFfOOcMl2TKWi6ZXLFAiEAjafX
        cagLjrhOn3kpiTc8eph7WqPec8C2fl0GXuVpGXM=
        -----END CERTIFICATE-----

        """
    /// For `hooks.example`.
    static let server = """
        -----BEGIN CERTIFICATE-----
        MIIBsDCCAVagAwIBAgIUGReY49XAmxqL1uIcyS4H9zklHhYwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDMzODUxWhgPMjEy
        NjExMDEwMzM4NTFaMBgxFjAUBgNVBAMMDWhvb2tzLmV4YW1wbGUwWTATBgcqhkjO
        PQIBBggqhkjOPQMBBwNCAASSN3eS5z/jQCAqr00bKSVyhO1AMGZE6bO1zc+cjeaN
        Fx+SnPBEl74PmPdpqkS6VKkvSzyQ+vvTSTC0hGngyuHio3sweTAYBgNVHREEETAP
        gg1ob29rcy5leGFtcGxlMB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEFBQcDAjAd
        BgNVHQ4EFgQUInyOMs9NfK/VzK7Hd+YCrG7DH+IwHwYDVR0jBBgwFoAUF1TIKLkO
        dY9iHOXT90Puax5fZsMwCgYIKoZIzj0EAwIDSAAwRQIhANqO1NpO44XRi/G0ur9S
        9XCfhctcscQqAMdTVNbjwr9pAiAi29jeW6uMWjA/jqHbgTzgoW8NNXI3TcTqpMrS
        LJuapg==
        -----END CERTIFICATE-----

        """
    static let serverKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqBAKOyTMMZHChzIV
        Ntz2YxGE7JDECLJd/hgeKA4J/9GhRANCAASSN3eS5z/jQCAqr00bKSVyhO1AMGZE
        6bO1zc+cjeaNFx+SnPBEl74PmPdpqkS6VKkvSzyQ+vvTSTC0hGngyuHi
        -----END PRIVATE KEY-----

        """
    /// For `kim`.
    static let client = """
        -----BEGIN CERTIFICATE-----
        MIIBnDCCAUKgAwIBAgIUGReY49XAmxqL1uIcyS4H9zklHhcwCgYIKoZIzj0EAwIw
        GTEXMBUGA1UEAwwOdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDMzODUxWhgPMjEy
        NjExMDEwMzM4NTFaMA4xDDAKBgNVBAMMA2tpbTBZMBMGByqGSM49AgEGCCqGSM49
        AwEHA0IABKP5ZyN7GuTXVMfXl8t6xGt/R9nddRNGF6q31p12v4ZH5Nff0dzbXbIW
        7562GF2tDlxlYgVyKJdn93OKjlcsS5ijcTBvMA4GA1UdEQQHMAWCA2tpbTAdBgNV
        HSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwHQYDVR0OBBYEFFG4tBTmqO2fVF7o
        aqsXekz5L342MB8GA1UdIwQYMBaAFBdUyCi5DnWPYhzl0/dD7mseX2bDMAoGCCqG
        SM49BAMCA0gAMEUCIQDEhjyt0BArKQinrw0acmRMOuEl5dKJ3dK/9rb+Xb8uDgIg
        BETVQzPsLtLm5L4+O1PV/Dgd9fDIgSYWD2nz71ZB0f8=
        -----END CERTIFICATE-----

        """
    static let clientKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/tzCJYICk53FtNY6
        DamND4BN+sG5MZa4m3i/09H0tq2hRANCAASj+Wcjexrk11TH15fLesRrf0fZ3XUT
        Rheqt9addr+GR+TX39Hc212yFu+ethhdrQ5cZWIFciiXZ/dzio5XLEuY
        -----END PRIVATE KEY-----

        """
}
