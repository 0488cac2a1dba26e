using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

/// <summary>One call of the JSON API, and the parameter that every call has.</summary>
public abstract class StorageBaseServiceRequest<TResponse> : ClientServiceRequest<TResponse>
{
    protected StorageBaseServiceRequest(IClientService service)
        : base(service)
    {
        InitParameters();
        DeclareParameters();
    }

    /// <summary>Which fields of the response are wanted; null means all.</summary>
    [RequestParameter("fields", RequestParameterType.Query)]
    public virtual string Fields { get; set; }

    // Google.Apis reads values by these attributes, but refuses what is not in the dictionary as well.
    private void DeclareParameters()
    {
        foreach (var property in GetType().GetProperties())
        {
            var parameter = Utilities.GetCustomAttribute<RequestParameterAttribute>(property);
            if (parameter is null) continue;

            var isPath = parameter.Type == RequestParameterType.Path;
            RequestParameters[parameter.Name] = new Parameter
            {
                Name = parameter.Name,
                ParameterType = isPath ? "path" : "query",
                IsRequired = isPath,
            };
        }
    }
}
