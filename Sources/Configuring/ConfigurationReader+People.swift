internal import Incidents

extension ConfigurationReader {
    /// Reads the `people:` list.
    mutating func readPeople(_ node: ConfigurationNode?) -> [Person] {
        var people: [Person] = []
        for item in items(node, "people", "write - {login: kim, name: Kim} below it") {
            guard let block = block(item, "a person", KnownKeys.person) else { continue }
            guard let loginNode = block["login"] else {
                findings.fault(item.place, "a person has no login", "write login: NAME of the Unix account in it")
                continue
            }
            guard let login = text(loginNode, "login", "write login: kim") else { continue }
            guard isLogin(login) else {
                findings.fault(
                    loginNode.place, "\"\(login)\" is no login",
                    "write the name of the Unix account, as id -un prints it")
                continue
            }
            guard !people.contains(where: { $0.login == login }) else {
                findings.fault(loginNode.place, "the login \"\(login)\" stands twice in people", "keep one of them")
                continue
            }
            let name = text(block["name"], "name", "write name: Kim") ?? login
            people.append(Person(login: login, name: SafeText(name.isEmpty ? login : name)))
        }
        return people
    }

    private func isLogin(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= Person.loginLengthMax
            && text.unicodeScalars.allSatisfy { $0 != ":" && !$0.properties.isWhitespace && !SafeText.mustHide($0) }
    }

    /// Reads the `tokens:` list.
    mutating func readTokens(_ node: ConfigurationNode?) -> [TokenGrant] {
        var tokens: [TokenGrant] = []
        for item in items(node, "tokens", "write - {name: ci, scope: ingest, file: ci.token} below it") {
            guard let block = block(item, "a token", KnownKeys.token) else { continue }
            let name = tokenName(item, block, others: tokens)
            let scope = tokenScope(item, block)
            let secret = tokenSecret(item, block)
            guard let name, let scope, let secret else { continue }
            tokens.append(TokenGrant(name: name, scope: scope, secret: secret))
        }
        return tokens
    }

    private mutating func tokenName(_ item: ConfigurationNode, _ block: Block, others: [TokenGrant]) -> SafeText? {
        guard let node = block["name"] else {
            findings.fault(item.place, "a token has no name", "write name: NAME of who uses it")
            return nil
        }
        guard let text = text(node, "name", "write name: ci") else { return nil }
        let name = SafeText(text)
        guard !name.isEmpty, !others.contains(where: { $0.name == name }) else {
            findings.fault(node.place, "the token name \"\(text)\" is empty or stands twice", "give it another name")
            return nil
        }
        return name
    }

    private mutating func tokenScope(_ item: ConfigurationNode, _ block: Block) -> TokenGrant.Scope? {
        let words = TokenGrant.Scope.allCases.map(\.rawValue)
        guard let node = block["scope"] else {
            findings.fault(
                item.place, "a token has no scope", "write scope: with one of \(words.joined(separator: ", "))")
            return nil
        }
        guard let word = text(node, "scope", "write scope: read") else { return nil }
        guard let scope = TokenGrant.Scope(rawValue: word) else {
            findings.fault(node.place, "\"\(word)\" is no scope", remedy(for: word, words))
            return nil
        }
        return scope
    }

    private mutating func tokenSecret(_ item: ConfigurationNode, _ block: Block) -> TokenGrant.Secret? {
        switch (block["file"], block["sha256"]) {
        case (let file?, nil):
            guard let path = text(file, "file", "write file: PATH") else { return nil }
            if !path.isEmpty, !path.unicodeScalars.contains("\0") { return .file(path) }
            findings.fault(file.place, "file is no path", "write file: PATH of the token's file")
        case (nil, let hash?):
            guard let text = text(hash, "sha256", "write its 64 hexadecimal digits") else { return nil }
            let digits = text.lowercased()
            if digits.utf8.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) { return .sha256(digits) }
            findings.fault(
                hash.place, "sha256 is not 64 hexadecimal digits", "write what printf %s TOKEN | sha256sum prints")
        case (nil, nil):
            findings.fault(
                item.place, "a token has neither file nor sha256", "write file: PATH or sha256: DIGITS in it")
        case (.some, .some):
            findings.fault(block.place(of: "sha256"), "a token has both file and sha256", "keep one of them")
        }
        return nil
    }
}
