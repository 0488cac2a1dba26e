using System.Text;

namespace Shop.LocalCloud.Tls;

/// <summary>
/// The settings with which <c>gsutil</c> finds the local cloud: it takes the address of the JSON API from its
/// boto file only, and speaks nothing but https to it. It does not check the certificate, because gsutil 5.34
/// reads <c>ca_certificates_file</c> and then does not use it.
/// </summary>
internal static class GsutilSettings
{
    public const string FileName = "gsutil.boto";

    /// <param name="path">The file that is written.</param>
    /// <param name="port">The TLS port.</param>
    /// <param name="projectId">The project of buckets that are made without saying which.</param>
    public static void Write(string path, int port, string projectId) =>
        PrivateFile.Write(path, Encoding.UTF8.GetBytes(
            $"""
            # Written by LocalCloud at each start. Use it so:
            # BOTO_CONFIG={path} gsutil ls
            [Credentials]
            gs_json_host = 127.0.0.1
            gs_json_port = {port}

            [Boto]
            https_validate_certificates = False

            [GSUtil]
            default_project_id = {projectId}
            prefer_api = json
            software_update_check_period = 0

            """));
}
