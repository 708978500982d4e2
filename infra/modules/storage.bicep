// The storage of the Functions host: queues, leases of timers, the deployed package. No keys: identities only.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the storage account.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Required. Object id of the identity that the function app runs as.')
param principalId string

// The queues of functions/, and what the host sets aside after maxDequeueCount tries. All four exist from the start, so
// that a watch on the poison queues has something to watch.
var queueNames = [
  'changes'
  'changes-poison'
  'documents'
  'documents-poison'
]

var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // leases and keys of the host, the deployed package
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // read, delete, and send with a delay
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource deployments 'containers' = {
      name: 'deployments'
      properties: {
        publicAccess: 'None'
      }
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queues 'queues' = [
      for queueName in queueNames: {
        name: queueName
      }
    ]
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    scope: account
    name: guid(account.id, principalId, role.value)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output accountName string = account.name
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${account::blobs::deployments.name}'
