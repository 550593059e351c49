/// The description of the HTTP interface, OpenAPI 3.0, as it is handed out.
package enum OpenAPIDocument {
    /// The document, JSON in UTF-8.
    package static var bytes: [UInt8] { PackageResources.openapi_json }
}
